"""The place of those who wait, and how long others waited lately: from the rows, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from math import ceil
from typing import Any
from uuid import UUID

import psycopg

from memnun.channels.chat.live.statements import PLACES, USUAL_WAIT
from memnun.channels.chat.live.streams import WidgetStream
from memnun.foundation import clock

LATELY = timedelta(days=7)
FEWEST = 20
"""Answers of the last week below which nothing is said about how long people wait."""

ASK_AGAIN = timedelta(minutes=5)


class Queueing:
    """Remembers what widgets were told, so that only changes are said."""

    def __init__(self) -> None:
        self._waits: dict[UUID, int] = {}
        self._asked_at = clock.now() - ASK_AGAIN

    async def news(
        self, connection: psycopg.AsyncConnection[Any], streams: Mapping[UUID, Collection[WidgetStream]]
    ) -> list[tuple[UUID, dict[str, Any]]]:
        """What has changed for visitors with open widgets. Raises psycopg.Error."""
        sessions = {visitor: next(iter(some)).session for visitor, some in streams.items() if some}
        if not sessions:
            return []
        accounts = list({session.account_id for session in sessions.values()})
        await self._learn_waits(connection, accounts, list({each.brand_id for each in sessions.values()}))
        cursor = await connection.execute(
            PLACES, {"accounts": accounts, "visitors": list(sessions), "now": clock.now()}
        )
        places = dict(await cursor.fetchall())
        news = []
        for visitor, session in sessions.items():
            place = places.get(visitor, 0)
            some = streams.get(visitor, ())
            if all(stream.place == place for stream in some):
                continue
            for stream in some:
                stream.place = place
            news.append((visitor, {"queue": self.words_of(place, session.account_id)}))
        return news

    def words_of(self, place: int, account_id: UUID) -> dict[str, int] | None:
        """What is said about a place; None for somebody who does not wait."""
        if not place:
            return None
        usual = self._waits.get(account_id)
        return {"place": place, **({"half_within": usual} if usual else {})}

    async def _learn_waits(
        self, connection: psycopg.AsyncConnection[Any], accounts: list[UUID], brands: list[UUID]
    ) -> None:
        now = clock.now()
        if now - self._asked_at < ASK_AGAIN:
            return
        self._asked_at = now
        values = {"accounts": accounts, "brands": brands, "since": now - LATELY}
        cursor = await connection.execute(USUAL_WAIT, values)
        self._waits = {
            account: max(1, ceil(seconds / 60))
            for account, count, seconds in await cursor.fetchall()
            if count >= FEWEST
        }
