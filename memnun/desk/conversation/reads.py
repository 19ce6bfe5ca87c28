"""What a conversation's timeline asks the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from memnun.desk.paging import PAGE, Order, Page, Place
from memnun.events.models import Event, Viewer
from memnun.interactions import events as acts
from memnun.interactions.models import Conversation, Interaction, Note
from memnun.people.asking_together import Question
from memnun.people.written import written_once

NEWEST_FIRST = Order("occurred_at")
MOST_LINES = 300
SPOKEN = tuple(
    kind.name
    for kind in (
        acts.RECORDED, acts.NOTED, acts.RECORDED_BY_HAND, acts.QUEUED, acts.SENT, acts.SEND_FAILED, acts.BLOCKED,
        acts.HURRIED, acts.RESENT, acts.READ_AGAIN,
    )
)  # fmt: skip
"""Acts that the timeline shows as what was said and how it was understood, not as a line."""


def contacts_in(viewer: Viewer, conversation_id: UUID) -> QuerySet[Interaction]:
    """The contacts of a conversation with all that a bubble shows."""
    contacts = Interaction.objects.visible_to(viewer).filter(conversation=conversation_id)
    return contacts.select_related("reading", "staff", "branch")


def notes_in(viewer: Viewer, conversation_id: UUID) -> QuerySet[Note]:
    """The private notes in a conversation."""
    return Note.objects.visible_to(viewer).filter(conversation=conversation_id).select_related("by")


def questions(viewer: Viewer, conversation: Conversation, before: Place | None) -> list[Question | None]:
    """What the stretch in front of a place will ask; the newest act first, so that nothing is missed.

    Notes and acts are asked from the beginning where the stretch surely begins there.
    """
    asked = [newest_act.question(conversation.id), _last_contacts.question(viewer, conversation.id, before)]
    if not before and conversation.interactions_count <= PAGE:
        whole = (viewer, conversation.id, None, None)
        asked += [notes_between.question(*whole), acts_between.question(*whole)]
    return asked


def last_contacts(viewer: Viewer, conversation_id: UUID, before: Place | None) -> Page[Interaction]:
    """The last contacts of a conversation, or those in front of a place, newest first."""
    return NEWEST_FIRST.as_page(_last_contacts(viewer, conversation_id, before), after=before)


@written_once
def _last_contacts(viewer: Viewer, conversation_id: UUID, before: Place | None) -> QuerySet[Interaction]:
    return NEWEST_FIRST.stretch(contacts_in(viewer, conversation_id), after=before, size=PAGE)


@written_once
def notes_between(
    viewer: Viewer, conversation_id: UUID, since: datetime | None, until: datetime | None
) -> QuerySet[Note]:
    """The notes of a stretch of time, newest first."""
    return _between(notes_in(viewer, conversation_id), since, until).order_by("-at", "-id")[:MOST_LINES]  # type: ignore[no-any-return]


@written_once
def acts_between(
    viewer: Viewer, conversation_id: UUID, since: datetime | None, until: datetime | None
) -> QuerySet[Event]:
    """The acts of a stretch of time that are shown as lines, newest first."""
    lines = Event.objects.visible_to(viewer).about_conversation(conversation_id).exclude(kind__in=SPOKEN)
    return _between(lines, since, until).order_by("-id")[:MOST_LINES]  # type: ignore[no-any-return]


@written_once
def newest_act(conversation_id: UUID) -> QuerySet[Event, int]:
    """The number of the newest act of any kind."""
    newest = Event.objects.filter(conversation_id=conversation_id).order_by("-id")
    return newest.values_list("id", flat=True)[:1]


def _between(rows: Any, since: datetime | None, until: datetime | None) -> Any:
    if since:
        rows = rows.filter(at__gte=since)
    return rows.filter(at__lt=until) if until else rows
