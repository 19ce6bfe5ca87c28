"""All messages that wait are written in one transaction: raw record, line, number. Answers come after it."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
import psycopg

from memnun.channels.chat import parsing
from memnun.channels.chat.live.statements import ADD_LINES, ADD_RAW, KNOWN, LOCK, MOVE_ON
from memnun.foundation import clock
from memnun.foundation.ids import uuid7s
from memnun.interactions.api.connections import connect, has_ended

AT_ONCE = 200
MOST_WAITING = 5_000
LONGEST_WRITE = 20.0
PAUSE_BETWEEN_TRIES = 0.5
ABUSE = "This visitor wrote too much too fast, or the same again and again."

logger = logging.getLogger(__name__)


class Unavailable(Exception):
    """Nothing can be written now; nothing was acknowledged."""


class Gone(Exception):
    """The visitor was forgotten."""


class Waiting:
    """A message on its way into the database, and the answer it waits for."""

    __slots__ = ("account_id", "again", "brand_id", "done", "id", "known", "message", "number", "visitor_id")

    def __init__(
        self,
        brand_id: UUID,
        account_id: UUID,
        visitor_id: UUID,
        message: parsing.Message,
        done: asyncio.Future[None],
    ) -> None:
        self.brand_id, self.account_id, self.visitor_id = brand_id, account_id, visitor_id
        self.message, self.done = message, done
        self.id: UUID | None = None
        self.number = 0
        self.known = False
        self.again = False


class Found(NamedTuple):
    """A visitor as the database has them; `visit` is the one a message of now belongs to."""

    last_number: int
    quarantined: bool
    visit: int


class Writing:
    """The queue of messages and the one task that empties it."""

    def __init__(self, written: Callable[[Sequence[UUID]], None]) -> None:
        """`written` is told whose lines were added, after the commit."""
        self._written = written
        self._waiting: deque[Waiting] = deque()
        self._wake = asyncio.Event()
        self._connected = False
        self._tried = False
        self._closing = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to write; the database may still be away."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Write what waits, then end."""
        self._closing = True
        self._wake.set()
        if self._task:
            await asyncio.wait([self._task], timeout=3)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._refuse()

    async def write(
        self, brand_id: UUID, account_id: UUID, visitor_id: UUID, message: parsing.Message
    ) -> Waiting:
        """Gives the message with its number once it is durably written. Raises Unavailable, Gone."""
        if self._closing or len(self._waiting) >= MOST_WAITING or (self._tried and not self._connected):
            raise Unavailable
        one = Waiting(brand_id, account_id, visitor_id, message, asyncio.get_running_loop().create_future())
        self._waiting.append(one)
        self._wake.set()
        await one.done
        return one

    async def _run(self) -> None:
        while not (self._closing and not self._waiting):
            try:
                connection = await connect()
            except (psycopg.Error, OSError) as problem:
                logger.warning("Chat waits for its database: %s", type(problem).__name__)
                self._tried = True
                self._refuse()
                await asyncio.sleep(PAUSE_BETWEEN_TRIES)
                continue
            self._tried = self._connected = True
            try:
                await self._write_on(connection)
            finally:
                self._connected = False
                await connection.close()

    async def _write_on(self, connection: psycopg.AsyncConnection[Any]) -> None:
        while not has_ended(connection):
            if not self._waiting:
                if self._closing:
                    return
                self._wake.clear()
                await self._wake.wait()
                continue
            some = [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
            try:
                async with asyncio.timeout(LONGEST_WRITE):
                    fresh = await write_messages(connection, some, clock.now())
            except (psycopg.Error, TimeoutError, OSError) as problem:
                logger.error("Messages could not be written: %s", type(problem).__name__)
                self._put_back(some)
                return
            settle(some)
            if fresh:
                self._written(fresh)

    def _put_back(self, some: Sequence[Waiting]) -> None:
        """Try once more: whether they were written, their keys tell."""
        for one in reversed(some):
            if one.again and not one.done.done():
                one.done.set_exception(Unavailable())
            elif not one.again:
                one.again = True
                self._waiting.appendleft(one)

    def _refuse(self) -> None:
        while self._waiting:
            one = self._waiting.popleft()
            if not one.done.done():
                one.done.set_exception(Unavailable())


def settle(some: Sequence[Waiting]) -> None:
    """Answer those who wait."""
    for one in some:
        if one.done.done():
            continue
        if one.id is None and not one.known:
            one.done.set_exception(Gone())
        else:
            one.done.set_result(None)


async def write_messages(
    connection: psycopg.AsyncConnection[Any], some: Sequence[Waiting], at: datetime
) -> list[UUID]:
    """Write those that are new; gives the visitors who got a line. Raises psycopg.Error, then nothing was written."""
    async with connection.transaction():
        found = await _all(connection, LOCK, {"visitors": sorted({one.visitor_id for one in some}), "at": at})
        visitors = {row[0]: Found(*row[1:]) for row in found}
        known = await _all(
            connection,
            KNOWN,
            {"accounts": [one.account_id for one in some], "keys": [one.message.key for one in some]},
        )
        fresh = _number(some, visitors, {(account, key) for account, key in known})
        if fresh:
            await _add(connection, fresh, visitors, at)
    return sorted({one.visitor_id for one in fresh})


def _number(
    some: Sequence[Waiting], visitors: dict[UUID, Found], known: set[tuple[UUID, str]]
) -> list[Waiting]:
    fresh = []
    last = {id_: visitor.last_number for id_, visitor in visitors.items()}
    for one, id_ in zip(some, uuid7s(len(some)), strict=True):
        name = (one.account_id, one.message.key)
        one.known = name in known
        if one.known or one.visitor_id not in last:
            continue
        known.add(name)
        last[one.visitor_id] += 1
        one.id, one.number = id_, last[one.visitor_id]
        one.message.thread = f"{one.visitor_id}:{visitors[one.visitor_id].visit}"
        fresh.append(one)
    return fresh


async def _add(
    connection: psycopg.AsyncConnection[Any],
    fresh: Sequence[Waiting],
    visitors: dict[UUID, Found],
    at: datetime,
) -> None:
    aside = [visitors[one.visitor_id].quarantined for one in fresh]
    columns = {
        "ids": [one.id for one in fresh],
        "brands": [one.brand_id for one in fresh],
        "accounts": [one.account_id for one in fresh],
        "visitors": [one.visitor_id for one in fresh],
        "numbers": [one.number for one in fresh],
        "visits": [visitors[one.visitor_id].visit for one in fresh],
        "keys": [one.message.key for one in fresh],
        "bodies": [parsing.encode(one.message) for one in fresh],
        "texts": [one.message.text for one in fresh],
        "files": [msgspec.json.encode(one.message.files).decode() for one in fresh],
        "urls": [one.message.page.url for one in fresh],
        "titles": [one.message.page.title for one in fresh],
        "states": ["quarantined" if each else "waiting" for each in aside],
        "problems": [ABUSE if each else "" for each in aside],
        "form": parsing.FORM,
        "at": at,
    }
    async with connection.pipeline():
        await connection.execute(ADD_RAW, columns)
        await connection.execute(ADD_LINES, columns)
        await connection.execute(MOVE_ON, columns)


async def _all(connection: psycopg.AsyncConnection[Any], statement: str, values: dict[str, Any]) -> list[Any]:
    cursor = await connection.execute(statement, values)
    return await cursor.fetchall()
