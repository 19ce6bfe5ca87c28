"""Writing to the log: one act, or many at once; telling open screens; mending after a restore."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from memnun.events import reading
from memnun.events.kinds import Kind
from memnun.events.models import Cursor, Event, Setback
from memnun.events.positions import Position, Snapshot
from memnun.events.waking import notify_after_commit, wake_readers
from memnun.foundation import clock
from memnun.foundation.copying import copy_rows

TRANSIENT = "memnun_transient"
"""The channel of what open screens are told and nobody needs to know later."""

SETTLED = "3"
"""A transaction number below every one that PostgreSQL gives out: long committed, seen by every snapshot."""


class Actor(Protocol):
    """Whoever acts: a member of staff, an API key, an import."""

    actor_kind: str
    id: Any


@dataclass(frozen=True, slots=True)
class Act:
    """One act to be written; the fields of `Event` without its numbers."""

    kind: Kind
    brand_id: UUID
    by: Actor | None = None
    customer_id: UUID | None = None
    conversation_id: UUID | None = None
    subject_id: UUID | None = None
    team_id: UUID | None = None
    at: datetime | None = None
    details: dict[str, Any] = field(default_factory=dict)


def record(
    kind: Kind,
    *,
    brand_id: UUID,
    by: Actor | None = None,
    customer_id: UUID | None = None,
    conversation_id: UUID | None = None,
    subject_id: UUID | None = None,
    team_id: UUID | None = None,
    at: datetime | None = None,
    **details: Any,
) -> Event:
    """Write one act in the running transaction. `by=None` is the system itself."""
    act = Act(
        kind, brand_id, by, customer_id, conversation_id, subject_id, team_id, at or clock.now(), details
    )
    event = _row(act)
    with connection.cursor() as cursor:
        cursor.execute(INSERTION, _values(act))
        event.id, event.xid = cursor.fetchone()
    event._state.adding = False
    wake_readers(brand_id)
    return event


COLUMNS = [
    "brand_id", "at", "kind", "actor_kind", "actor_id", "customer_id", "conversation_id", "subject_id",
    "team_id", "details",
]  # fmt: skip
INSERTION = (
    f"INSERT INTO events_event ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"
    " RETURNING id, xid::text"
)
"""Written here, for nearly every act of the house writes one: Django would write the same anew each time."""


def record_many(acts: Iterable[Act]) -> int:
    """Write many acts in the running transaction by COPY; returns how many."""
    rows = [_values(act) for act in acts]
    if rows:
        with connection.cursor() as cursor:
            copy_rows(cursor.cursor, Event._meta.db_table, COLUMNS, rows)
    for brand_id in {row[0] for row in rows}:
        wake_readers(brand_id)
    return len(rows)


def _values(act: Act) -> tuple[Any, ...]:
    actor_kind, actor_id = (act.by.actor_kind, act.by.id) if act.by else ("system", None)
    return (
        act.brand_id, act.at or clock.now(), act.kind.name, actor_kind, actor_id, act.customer_id,
        act.conversation_id, act.subject_id, act.team_id, Jsonb(act.details),
    )  # fmt: skip


def tell_screens(kind: str, *, brand_id: UUID, team_id: UUID | None = None, **ids: Any) -> None:
    """Tell the brand's open screens something once the running transaction has committed; it leaves no trace.

    Nothing is repeated for screens that are away. With `team_id`, only people who may see the team are told.
    """
    word = {"kind": kind, **{name: str(value) for name, value in ids.items()}}
    note = {"brand": str(brand_id), "team": str(team_id) if team_id else None, "word": word}
    notify_after_commit(TRANSIENT, json.dumps(note, separators=(",", ":")))


def try_again(setback: Setback) -> None:
    """Give an event that was set aside to its reader once more, at once."""
    setback.attempts = 0
    setback.given_up_at = None
    setback.next_at = clock.now()
    setback.save(update_fields=["attempts", "given_up_at", "next_at"])


@transaction.atomic
def settle_after_restore() -> bool:
    """Mend the log after its rows were restored into another server; says whether there was anything to mend.

    There the transaction numbers of the rows and of the readers may lie ahead of the server's own, and
    new events would count as read. The old rows are marked as long committed; what a reader had not read
    by then is given to it one by one. Run it before anything writes or reads; without anything to mend it
    costs two short queries.
    """
    with connection.cursor() as cursor:
        if not _runs_ahead(cursor):
            return False
        cursor.execute("LOCK TABLE events_event, events_cursor IN SHARE ROW EXCLUSIVE MODE")
        end = _runs_ahead(cursor)
        if not end:
            return False
        for row in Cursor.objects.all():
            condition, values = reading.unread(Position.parse(row.position))
            cursor.execute(
                "INSERT INTO events_setback (reader, event_id, attempts, problem)"
                f" SELECT %(reader)s, id, 0, '' FROM events_event WHERE {condition} ON CONFLICT DO NOTHING",
                {**values, "reader": row.name},
            )
        cursor.execute("UPDATE events_event SET xid = %s::xid8 WHERE xid >= %s::xid8", [SETTLED, str(end)])
        Cursor.objects.update(position=str(Position(Snapshot(end))))
    return True


def _runs_ahead(cursor: Any) -> int:
    """The server's next transaction number when a row or a reader is at or beyond it, otherwise 0."""
    cursor.execute(
        "SELECT pg_snapshot_xmax(pg_current_snapshot())::text,"
        " (SELECT xid::text FROM events_event ORDER BY xid DESC LIMIT 1)"
    )
    next_number, newest = cursor.fetchone()
    reached = [
        Position.parse(text).newest.end - 1 for text in Cursor.objects.values_list("position", flat=True)
    ]
    return int(next_number) if max([*reached, int(newest or 0)]) >= int(next_number) else 0


def _row(act: Act) -> Event:
    return Event(
        brand_id=act.brand_id,
        at=act.at or clock.now(),
        kind=act.kind.name,
        actor_kind=act.by.actor_kind if act.by else "system",
        actor_id=act.by.id if act.by else None,
        customer_id=act.customer_id,
        conversation_id=act.conversation_id,
        subject_id=act.subject_id,
        team_id=act.team_id,
        details=act.details,
    )
