"""Writing to the log: one act, or many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb

from memnun.events.kinds import Kind
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.foundation.copying import copy_rows


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
    act = Act(kind, brand_id, by, customer_id, conversation_id, subject_id, team_id, at, details)
    event = _row(act)
    event.save(force_insert=True)
    return event


COLUMNS = [
    "brand_id", "at", "kind", "actor_kind", "actor_id", "customer_id", "conversation_id", "subject_id", "team_id", "details",
]  # fmt: skip


def record_many(acts: Iterable[Act]) -> int:
    """Write many acts in the running transaction by COPY; returns how many."""
    rows = [_values(act) for act in acts]
    if rows:
        with connection.cursor() as cursor:
            copy_rows(cursor.cursor, Event._meta.db_table, COLUMNS, rows)
    return len(rows)


def _values(act: Act) -> tuple[Any, ...]:
    actor_kind, actor_id = (act.by.actor_kind, act.by.id) if act.by else ("system", None)
    return (
        act.brand_id, act.at or clock.now(), act.kind.name, actor_kind, actor_id, act.customer_id,
        act.conversation_id, act.subject_id, act.team_id, Jsonb(act.details),
    )  # fmt: skip


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
