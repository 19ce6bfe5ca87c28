"""The event of an act on a conversation, with what every such event carries."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from memnun.events.actions import record
from memnun.events.kinds import Kind
from memnun.interactions.models import Conversation
from memnun.people.models import Person


def tell(
    kind: Kind, conversation: Conversation, by: Person | None, subject_id: UUID | None = None, **details: Any
) -> None:
    """Write the act into the log, visible to whoever may see the conversation."""
    record(
        kind,
        brand_id=conversation.brand_id,
        by=by,
        customer_id=conversation.customer_id,
        conversation_id=conversation.id,
        subject_id=subject_id,
        team_id=conversation.team_id,
        **details,
    )


def locked(conversation: Conversation) -> Conversation:
    """The conversation as it is now, held until the end of the transaction."""
    return Conversation.objects.select_for_update(no_key=True).get(id=conversation.id)
