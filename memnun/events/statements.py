"""Acts as one SQL statement, for the one place that writes to PostgreSQL past Django."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec

from memnun.events.actions import Act

COLUMNS = "brand_id, kind, actor_kind, actor_id, customer_id, conversation_id, subject_id, team_id, details"
_encode = msgspec.json.Encoder().encode


def insertion_of(acts: Sequence[Act]) -> bytes:
    """An INSERT of one or more acts with its values written in, UTF-8; their time is the database's now."""
    rows = ", ".join(_values(act) for act in acts)
    return f"INSERT INTO events_event ({COLUMNS}) VALUES {rows}".encode()


def _values(act: Act) -> str:
    actor_kind, actor_id = (act.by.actor_kind, act.by.id) if act.by else ("system", None)
    ids = (act.customer_id, act.conversation_id, act.subject_id, act.team_id)
    details = _quoted(_encode(act.details).decode())
    return (
        f"({_id(act.brand_id)}, {_quoted(act.kind.name)}, {_quoted(actor_kind)}, {_id(actor_id)}, "
        f"{', '.join(map(_id, ids))}, {details})"
    )


def _id(value: UUID | None) -> str:
    return "NULL" if value is None else f"'{UUID(str(value))}'"


def _quoted(text: str) -> str:
    """A literal that holds under either setting of standard_conforming_strings."""
    return " E'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
