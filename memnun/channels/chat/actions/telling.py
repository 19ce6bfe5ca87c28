"""The event of an act on a visitor, with the conversation they stand in."""

from __future__ import annotations

from typing import Any

from memnun.channels.chat.events import Kind
from memnun.channels.chat.models import Visitor
from memnun.channels.chat.placing import conversation_of
from memnun.events.actions import record
from memnun.people.models import Person


def tell(kind: Kind, visitor: Visitor, *, by: Person | None = None, **details: Any) -> None:
    """Write the act into the log, visible to whoever may see the conversation."""
    conversation = conversation_of(visitor)
    record(
        kind,
        brand_id=visitor.brand_id,
        by=by,
        customer_id=conversation.customer_id if conversation else None,
        conversation_id=conversation.id if conversation else None,
        team_id=conversation.team_id if conversation else None,
        subject_id=visitor.id,
        **details,
    )
