"""Reading what is new in the log: once each, nothing left out, whatever the order of commits.

Read from the primary server: a standby's `pg_current_snapshot()` does not name running transactions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

import psycopg
from django.db import connection

from memnun.events.positions import FromTheFuture, Position, Snapshot


class LoggedEvent(NamedTuple):
    """An event as readers get it; the fields of `Event`."""

    id: int
    xid: int
    brand_id: UUID
    at: datetime
    kind: str
    actor_kind: str
    actor_id: UUID | None
    customer_id: UUID | None
    conversation_id: UUID | None
    subject_id: UUID | None
    team_id: UUID | None
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some new events in the order they were written, and where to go on.

    All of them were committed when `now` was taken. `complete` says that nothing more is new; `read`
    is how many there were before kinds that nobody asked for were left out.
    """

    events: list[LoggedEvent]
    now: Snapshot
    position: Position
    read: int
    complete: bool


class Cursor(Protocol):
    """A database cursor, Django's or psycopg's."""

    def execute(self, query: str, params: dict[str, Any]) -> Any: ...

    def fetchall(self) -> Sequence[Any]: ...


COLUMNS = """
    id, xid::text, brand_id, at, kind, actor_kind, actor_id, customer_id, conversation_id, subject_id,
    team_id, details::text
"""

PRESENT = "SELECT pg_current_snapshot()::text, pg_current_xact_id_if_assigned()::text"

# Materialized, lest the planner walks the whole log in the order of ids to save the sort.
NEW = """
    WITH new AS MATERIALIZED (
        SELECT id, xid FROM events_event WHERE xid >= %(end)s::xid8 AND {brand}
        UNION ALL
        SELECT id, xid FROM events_event WHERE xid = ANY(%(running)s::xid8[]) AND {brand}
    )
    SELECT id FROM new WHERE xid IS DISTINCT FROM pg_current_xact_id_if_assigned()
    ORDER BY id LIMIT %(limit)s
"""

REST_OF_BATCH = """
    SELECT id FROM events_event
    WHERE id > %(last)s AND {brand}
      AND NOT pg_visible_in_snapshot(xid, %(seen)s::pg_snapshot)
      AND pg_visible_in_snapshot(xid, %(batch)s::pg_snapshot)
    ORDER BY id LIMIT %(limit)s
"""

PAGE = """
WITH chosen AS MATERIALIZED ({chosen}),
present AS (
    SELECT pg_current_snapshot()::text, pg_current_xact_id_if_assigned()::text,
           (SELECT count(*) FROM chosen), (SELECT max(id) FROM chosen)
)
SELECT present.*, page.* FROM present LEFT JOIN (
    SELECT {columns} FROM events_event WHERE id IN (SELECT id FROM chosen) AND {kind}
) AS page ON TRUE ORDER BY page.id
"""


def read_new(
    cursor: Cursor,
    position: Position,
    *,
    brand_id: UUID | None = None,
    kinds: Iterable[str] | None = None,
    limit: int = 1000,
) -> Batch:
    """The next `limit` events behind a position, of one brand or of all.

    Go on with `batch.position` until a batch is `complete`. Events of the running transaction itself are
    left for a later read. Raises FromTheFuture.
    """
    query, values = _page(position, brand_id, kinds, limit)
    cursor.execute(query, values)
    return _batch(cursor.fetchall(), position, limit)


async def read_new_async(
    connection: psycopg.AsyncConnection[Any],
    position: Position,
    *,
    brand_id: UUID | None = None,
    limit: int = 1000,
) -> Batch:
    """`read_new` on the event loop."""
    query, values = _page(position, brand_id, None, limit)
    answer = await connection.execute(query.encode(), values)
    return _batch(await answer.fetchall(), position, limit)


def read_by_id(cursor: Cursor, ids: Sequence[int]) -> dict[int, LoggedEvent]:
    """The events with these numbers."""
    cursor.execute(f"SELECT {COLUMNS} FROM events_event WHERE id = ANY(%(ids)s)", {"ids": list(ids)})
    return {row[0]: _event(row) for row in cursor.fetchall()}


def here() -> str:
    """The present position, for a page that will follow the stream: take it before the page's own reads."""
    with connection.cursor() as cursor:
        cursor.execute(PRESENT)
        return str(Position(_snapshot(*cursor.fetchone())))


async def here_async(connection: psycopg.AsyncConnection[Any]) -> Position:
    """The present position, on the event loop."""
    row = await (await connection.execute(PRESENT)).fetchone()
    assert row is not None
    return Position(_snapshot(*row))


def unread(position: Position) -> tuple[str, dict[str, Any]]:
    """An SQL condition on events_event, and its values: the events behind a position."""
    if position.batch is None:
        return "NOT pg_visible_in_snapshot(xid, %(seen)s::pg_snapshot)", {
            "seen": position.seen.for_postgres()
        }
    return (
        "(NOT pg_visible_in_snapshot(xid, %(batch)s::pg_snapshot)"
        " OR (id > %(last)s AND NOT pg_visible_in_snapshot(xid, %(seen)s::pg_snapshot)))",
        _values(position),
    )


def _page(
    position: Position, brand_id: UUID | None, kinds: Iterable[str] | None, limit: int
) -> tuple[str, dict[str, Any]]:
    values = {**_values(position), "limit": limit}
    brand = kind = "TRUE"
    if brand_id is not None:
        brand, values["brand"] = "brand_id = %(brand)s", brand_id
    if kinds is not None:
        kind, values["kinds"] = "kind = ANY(%(kinds)s)", list(kinds)
    chosen = REST_OF_BATCH if position.batch else NEW
    return PAGE.format(chosen=chosen.format(brand=brand), kind=kind, columns=COLUMNS), values


def _values(position: Position) -> dict[str, Any]:
    if position.batch is None:
        running = ",".join(map(str, sorted(position.seen.running)))
        return {"end": str(position.seen.end), "running": f"{{{running}}}"}
    return {
        "seen": position.seen.for_postgres(),
        "batch": position.batch.for_postgres(),
        "last": position.last,
    }


def _batch(rows: Sequence[Any], position: Position, limit: int) -> Batch:
    present, own, count, last, *_ = rows[0]
    now = _snapshot(present, own)
    if not now.includes(position.newest):
        raise FromTheFuture("The position is not of this server, or of a time before a restore.")
    now = position.batch or now
    events = [_event(row[4:]) for row in rows if row[4] is not None]
    if count < limit:
        return Batch(events, now, Position(now), count, complete=position.batch is None)
    return Batch(events, now, Position(position.seen, now, last), count, complete=False)


def _event(row: Sequence[Any]) -> LoggedEvent:
    id_, xid, brand_id, at, *rest, details = row
    return LoggedEvent._make([id_, int(xid), brand_id, at.astimezone(UTC), *rest, json.loads(details)])


def _snapshot(text: str, own: str | None) -> Snapshot:
    return Snapshot.from_postgres(text, int(own) if own else None)
