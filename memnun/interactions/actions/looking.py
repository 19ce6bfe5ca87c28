"""Who has read a conversation, and up to when."""

from __future__ import annotations

from datetime import datetime

from memnun.foundation import clock
from memnun.interactions.models import Conversation, Presence
from memnun.people.models import Person


def look(conversation: Conversation, *, by: Person, at: datetime | None = None) -> None:
    """The person has read the conversation up to now."""
    seen = Presence(
        brand_id=conversation.brand_id, conversation=conversation, person=by, seen_at=at or clock.now()
    )
    Presence.objects.bulk_create(
        [seen], update_conflicts=True, unique_fields=["conversation", "person"], update_fields=["seen_at"]
    )
