"""What a case is opened from when a person opens it in a conversation."""

from __future__ import annotations

from memnun.cases.actions.openings import Opening
from memnun.interactions.models import Conversation, Direction, Interaction


def opening_of(conversation: Conversation, *, type: str, title: str = "") -> Opening:
    """An opening that rests on the customer's newest word in the conversation."""
    said = (
        Interaction.objects.filter(conversation=conversation, direction=Direction.IN).newest_first().first()
    )
    return Opening(
        customer_id=conversation.customer_id,
        type=type,
        title=title or conversation.subject or conversation.last_text,
        conversation_id=conversation.id,
        interaction_id=said.id if said else None,
        channel=conversation.channel,
        topics=[label.removeprefix("topic:") for label in conversation.labels if label.startswith("topic:")],
        branch_id=conversation.branch_id,
        team_id=conversation.team_id,
        language=conversation.customer.language,
    )
