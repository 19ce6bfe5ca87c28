"""Who looks at a conversation right now: not an act, so it leaves no event, but open screens are told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from memnun.events.actions import tell_screens
from memnun.foundation import clock
from memnun.interactions.models import Conversation, Presence
from memnun.people.models import Person

LOOKS_ON = timedelta(seconds=45)
"""How long somebody counts as looking after the last sign; pages give one every twenty seconds."""

CHANGED = "presence.changed"
"""What screens are told, with the ids of the conversation and the person, when somebody comes or goes."""


@transaction.atomic
def look(conversation: Conversation, person: Person) -> None:
    """The person looks at the conversation, and has read it up to now."""
    now = clock.now()
    came = not _present(conversation, now).filter(person=person).exists()
    here = Presence(
        brand_id=conversation.brand_id,
        conversation=conversation,
        person=person,
        seen_at=now,
        looking_until=now + LOOKS_ON,
    )
    Presence.objects.bulk_create(
        [here],
        update_conflicts=True,
        unique_fields=["conversation", "person"],
        update_fields=["seen_at", "looking_until"],
    )
    if came:
        _tell(conversation, person)


@transaction.atomic
def leave(conversation: Conversation, person: Person) -> None:
    """The person looks elsewhere."""
    if _present(conversation, clock.now()).filter(person=person).update(looking_until=None):
        _tell(conversation, person)


def looking_at(conversation: Conversation, now: datetime) -> list[Person]:
    """Who looks at the conversation, by name."""
    present = _present(conversation, now).select_related("person").order_by("person__name", "person_id")
    return [presence.person for presence in present]


def _present(conversation: Conversation, now: datetime) -> QuerySet[Presence]:
    return Presence.objects.filter(conversation=conversation, looking_until__gt=now)


def _tell(conversation: Conversation, person: Person) -> None:
    tell_screens(
        CHANGED,
        brand_id=conversation.brand_id,
        team_id=conversation.team_id,
        conversation=conversation.id,
        person=person.id,
    )
