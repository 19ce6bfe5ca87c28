"""Who is at their widget, on which page, and who types: kept for the desk, and told to open screens."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from time import monotonic
from typing import Any
from uuid import UUID

import psycopg

from memnun.channels.chat.live.statements import CONVERSATIONS, PAGES, PRESENT
from memnun.events.actions import TRANSIENT
from memnun.foundation import clock

GRACE = 8.0
"""Seconds after the last stream of a visitor ended in which they may be on their way to the next page."""

LASTS = timedelta(seconds=60)
"""How long a visitor counts as here after the last sign of their process."""

CAME, LEFT, TYPES, MOVED = "chat.came", "chat.left", "chat.types", "chat.moved"
"""What open screens are told, with the id of the conversation."""


class Presence:
    """Gathers what visitors do and writes it down several times a second."""

    def __init__(self) -> None:
        self._came: set[UUID] = set()
        self._leaving: dict[UUID, float] = {}
        self._typing: set[UUID] = set()
        self._pages: dict[UUID, tuple[str, str]] = {}

    def came(self, visitor: UUID) -> None:
        """A widget of the visitor connected."""
        if self._leaving.pop(visitor, None) is None:
            self._came.add(visitor)

    def left(self, visitor: UUID) -> None:
        """The last widget of the visitor went away."""
        self._came.discard(visitor)
        self._leaving[visitor] = monotonic() + GRACE

    def types(self, visitor: UUID) -> None:
        """The visitor is writing."""
        self._typing.add(visitor)

    def on_page(self, visitor: UUID, url: str, title: str) -> None:
        """The visitor is on another page than before."""
        self._pages[visitor] = (url, title)

    async def flush(self, connection: psycopg.AsyncConnection[Any]) -> None:
        """Write and tell what was gathered. Raises psycopg.Error."""
        gone = [visitor for visitor, at in self._leaving.items() if at <= monotonic()]
        for visitor in gone:
            del self._leaving[visitor]
        came, self._came = self._came, set()
        typing, self._typing = self._typing, set()
        pages, self._pages = self._pages, {}
        now = clock.now()
        if came:
            await _be_there(connection, came, now + LASTS)
        if gone:
            await _be_there(connection, gone, now)
        if pages:
            urls, titles = zip(*pages.values(), strict=True)
            await connection.execute(
                PAGES, {"visitors": list(pages), "urls": list(urls), "titles": list(titles)}
            )
        await _tell(connection, {CAME: came, LEFT: gone, TYPES: typing, MOVED: pages})

    async def stay(self, connection: psycopg.AsyncConnection[Any], visitors: Sequence[UUID]) -> None:
        """All these visitors are still here."""
        if visitors:
            await _be_there(connection, visitors, clock.now() + LASTS)


async def _be_there(connection: psycopg.AsyncConnection[Any], visitors: Iterable[UUID], until: Any) -> None:
    await connection.execute(PRESENT, {"visitors": sorted(visitors), "until": until})


async def _tell(connection: psycopg.AsyncConnection[Any], told: dict[str, Iterable[UUID]]) -> None:
    """Tell the screens of those conversations that are already in the ledger."""
    visitors = {visitor for group in told.values() for visitor in group}
    if not visitors:
        return
    cursor = await connection.execute(CONVERSATIONS, {"visitors": list(visitors)})
    found = {visitor: rest for visitor, *rest in await cursor.fetchall()}
    notes = [
        note(brand, team, kind, conversation)
        for kind, group in told.items()
        for brand, conversation, team in (found[visitor] for visitor in group if visitor in found)
    ]
    if notes:
        await connection.execute(
            "SELECT pg_notify(%s, note) FROM unnest(%s::text[]) AS note", [TRANSIENT, notes]
        )


def note(brand: UUID, team: UUID | None, kind: str, conversation: UUID) -> str:
    """A note for the brand's open screens, as `events.actions.tell_screens` makes it."""
    word = {"kind": kind, "conversation": str(conversation)}
    return json.dumps(
        {"brand": str(brand), "team": str(team) if team else None, "word": word}, separators=(",", ":")
    )
