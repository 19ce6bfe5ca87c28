"""Reading the ledger back: one interaction, a page of them, a customer. Pages of rows are read by threads."""

from __future__ import annotations

import asyncio
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, get_args
from uuid import UUID

import msgspec
from django.db import connection

from memnun.customers.models import Customer
from memnun.interactions.api import answers, shapes
from memnun.interactions.api.answers import Answer, shape_answer
from memnun.interactions.api.doors import Door
from memnun.interactions.api.keys import Key
from memnun.interactions.api.problems import INVALID, NOT_FOUND, Fault, Problem
from memnun.interactions.api.requests import Request
from memnun.interactions.api.wording import (
    NO_SUCH_PARAMETER,
    NOT_A_CHOICE,
    NOT_A_CURSOR,
    NOT_A_LIMIT,
    NOT_A_MOMENT,
)
from memnun.interactions.contact import ChannelName, Moment
from memnun.interactions.models import Interaction, RawInbound
from memnun.people.models.api_key import Scope as KeyScope

THREADS = 2
LONGEST_PAGE = 200
USUAL_PAGE = 50
PARAMETERS = ("after", "channel", "limit", "since")


class Window(msgspec.Struct, frozen=True):
    """Which page is asked for. `after` is the place of the last interaction already seen."""

    limit: int = USUAL_PAGE
    channel: str | None = None
    since: datetime | None = None
    after: tuple[datetime, UUID] | None = None


class ReadingBack:
    """The GET addresses."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._threads: ThreadPoolExecutor | None = None

    def start(self) -> None:
        """Open the threads."""
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="ledger")

    def stop(self) -> None:
        """Let what is being read end."""
        if self._threads is not None:
            self._threads.shutdown()

    async def interaction(self, request: Request, name: str) -> Answer:
        """GET /api/v1/interactions/{id}"""
        key = await self._door.let_in(request, KeyScope.READ_INTERACTIONS.value)
        return await self._read(key, lambda: find_interaction(key, _id(name)))

    async def interactions(self, request: Request) -> Answer:
        """GET /api/v1/interactions"""
        key = await self._door.let_in(request, KeyScope.READ_INTERACTIONS.value)
        window = window_of(request.query())
        return await self._read(key, lambda: page_of(key, window))

    async def customer(self, request: Request, name: str) -> Answer:
        """GET /api/v1/customers/{id}"""
        key = await self._door.let_in(request, KeyScope.READ_CUSTOMERS.value)
        return await self._read(key, lambda: find_customer(key, _id(name)))

    async def _read(self, key: Key, read: Callable[[], msgspec.Struct]) -> Answer:
        def read_and_give_back() -> msgspec.Struct:
            try:
                return read()
            finally:
                connection.close()

        loop = asyncio.get_running_loop()
        shape = await loop.run_in_executor(self._threads, read_and_give_back)
        return shape_answer(shape, key.bucket.headers())


def find_interaction(key: Key, id_: UUID) -> answers.Interaction:
    """One contact of the key's brand, whether it is placed yet or not. Raises Problem (NOT_FOUND)."""
    placed = Interaction.objects.visible_to(key).select_related(*shapes.JOINED).filter(id=id_).first()
    if placed is not None:
        return shapes.of_interaction(placed)
    raw = RawInbound.objects.visible_to(key).select_related("channel_account").filter(id=id_).first()
    if raw is None:
        raise Problem(NOT_FOUND)
    return shapes.of_raw(raw)


def page_of(key: Key, window: Window) -> answers.InteractionPage:
    """Placed interactions, oldest first, as many as were asked for."""
    found = Interaction.objects.visible_to(key).select_related(*shapes.JOINED).oldest_first()
    if window.channel is not None:
        found = found.filter(channel=window.channel)
    if window.since is not None:
        found = found.filter(occurred_at__gte=window.since)
    if window.after is not None:
        found = found.behind(*window.after)
    rows = list(found[: window.limit + 1])
    page = rows[: window.limit]
    last = page[-1] if len(rows) > window.limit else None
    return answers.InteractionPage(
        [shapes.of_interaction(row) for row in page], cursor_of(last.occurred_at, last.id) if last else None
    )


def find_customer(key: Key, id_: UUID) -> answers.Customer:
    """A customer of the key's brand. Raises Problem (NOT_FOUND)."""
    customer = Customer.objects.visible_to(key).filter(id=id_).first()
    if customer is None:
        raise Problem(NOT_FOUND)
    return shapes.of_customer(customer)


def cursor_of(at: datetime, id_: UUID) -> str:
    """The place of an interaction in the ledger, as the value of `after`."""
    return urlsafe_b64encode(msgspec.json.encode((at, id_))).decode().rstrip("=")


def window_of(query: dict[str, str]) -> Window:
    """What the parameters ask for. Raises Problem (INVALID) with a fault for each that cannot be used."""
    faults: list[Fault] = [
        Fault(NO_SUCH_PARAMETER, parameter=name, parameters={"choices": ", ".join(PARAMETERS)})
        for name in query
        if name not in PARAMETERS
    ]
    values: dict[str, Any] = {}
    for name, text in query.items():
        if name not in PARAMETERS:
            continue
        try:
            values[name] = _READERS[name](text)
        except (ValueError, OverflowError, msgspec.MsgspecError):
            message, parameters = _COMPLAINTS[name]
            faults.append(Fault(message, parameter=name, parameters=parameters))
    if faults:
        raise Problem(INVALID, *faults)
    return Window(**values)


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and 1 <= int(text) <= LONGEST_PAGE):
        raise ValueError
    return int(text)


def _channel(text: str) -> str:
    channel: str = msgspec.convert(text, ChannelName)
    return channel


def _moment(text: str) -> datetime:
    moment: datetime = msgspec.convert(text, Moment)
    return moment.astimezone(UTC)


def _cursor(text: str) -> tuple[datetime, UUID]:
    place = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    at, id_ = msgspec.json.decode(place, type=tuple[Moment, UUID])
    return at.astimezone(UTC), id_


_READERS: dict[str, Callable[[str], object]] = {
    "after": _cursor,
    "channel": _channel,
    "limit": _limit,
    "since": _moment,
}
_COMPLAINTS: dict[str, tuple[str, dict[str, object]]] = {
    "after": (NOT_A_CURSOR, {}),
    "channel": (NOT_A_CHOICE, {"choices": ", ".join(get_args(ChannelName))}),
    "limit": (NOT_A_LIMIT, {"most": LONGEST_PAGE}),
    "since": (NOT_A_MOMENT, {}),
}


def _id(name: str) -> UUID:
    try:
        return UUID(name)
    except ValueError:
        raise Problem(NOT_FOUND) from None
