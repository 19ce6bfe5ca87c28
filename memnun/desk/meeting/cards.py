"""The coming meetings of a conversation, as its page shows them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from memnun.channels.email.models import Appointment
from memnun.events.models import Viewer
from memnun.foundation import clock
from memnun.interactions.models import Conversation
from memnun.people.asking_together import Question
from memnun.people.models import Person
from memnun.people.written import written_once

MOST = 5


def cards_of(conversation: Conversation, person: Person) -> list[Appointment]:
    """The next ones, soonest first."""
    return _coming(person, conversation.id, clock.minute())


def question(conversation: Conversation, person: Person) -> Question | None:
    """What `cards_of` will ask."""
    return _coming.question(person, conversation.id, clock.minute())


@written_once
def _coming(viewer: Viewer, conversation_id: UUID, now: datetime) -> QuerySet[Appointment]:
    own = Appointment.objects.visible_to(viewer).of_conversation(conversation_id)
    return own.filter(called_off_at=None, ends_at__gt=now)[:MOST]
