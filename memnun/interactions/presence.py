"""Who looks at a conversation right now, and who writes: not an act, so it leaves no event, but open screens are told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from memnun.events.actions import tell_screens
from memnun.foundation import clock
from memnun.interactions.models import Conversation, Presence, Writing
from memnun.people.models import Person

LOOKS_ON = timedelta(seconds=45)
"""How long somebody counts as looking after the last sign; pages give one every twenty seconds."""

CHANGED = "presence.changed"
"""What screens are told, with the ids of the conversation and the person, when somebody comes, goes, or
begins or ends writing."""


LOOK = """
WITH before AS (
    SELECT looking_until, writing FROM interactions_presence WHERE conversation_id = %(conversation)s AND person_id = %(person)s
)
INSERT INTO interactions_presence (brand_id, conversation_id, person_id, seen_at, looking_until, writing)
VALUES (%(brand)s, %(conversation)s, %(person)s, %(now)s, %(until)s, %(writing)s)
ON CONFLICT (conversation_id, person_id) DO UPDATE
    SET seen_at = EXCLUDED.seen_at, looking_until = EXCLUDED.looking_until, writing = EXCLUDED.writing
RETURNING EXISTS (SELECT 1 FROM before WHERE looking_until > %(now)s AND writing = %(writing)s)
"""


@transaction.atomic
def look(conversation: Conversation, person: Person, writing: str = Writing.NOTHING) -> None:
    """The person looks at the conversation, and has read it up to now; `writing` says what they write."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            LOOK,
            {
                "brand": conversation.brand_id,
                "conversation": conversation.id,
                "person": person.id,
                "now": now,
                "until": now + LOOKS_ON,
                "writing": writing,
            },
        )
        [[known]] = cursor.fetchall()
    if not known:
        _tell(conversation, person)


@transaction.atomic
def leave(conversation: Conversation, person: Person) -> None:
    """The person looks elsewhere."""
    if (
        _present(conversation, clock.now())
        .filter(person=person)
        .update(looking_until=None, writing=Writing.NOTHING)
    ):
        _tell(conversation, person)


def looking_at(conversation: Conversation, now: datetime) -> list[Presence]:
    """Who looks at the conversation, by name, each with what they write."""
    present = _present(conversation, now).select_related("person")
    return list(present.order_by("person__name", "person_id"))


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
