"""The rows of the inbox: one query for the page, one for what the person has looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone_name

from memnun.desk.inbox.filters import Filters, Viewer
from memnun.desk.paging import Page, Place
from memnun.interactions.models import Conversation, ConversationQuerySet, Direction, Presence, Status
from memnun.people.asking_together import Question
from memnun.people.models import Person
from memnun.people.written import written_once

SHOWN = (
    "id", "number", "channel", "subject", "status", "last_at", "last_direction", "last_text", "waiting_since",
    "snoozed_until", "urgency", "group", "labels", "team", "customer__name", "customer__called",
    "assignee__name",
)  # fmt: skip
URGENT = 2


@dataclass(frozen=True)
class Row:
    """One conversation as the list shows it."""

    conversation: Conversation
    seen_at: datetime | None

    @property
    def unread(self) -> bool:
        """The customer spoke last, the work is not resolved, and the person has not looked since."""
        talk = self.conversation
        if talk.status == Status.RESOLVED or talk.last_direction != Direction.IN:
            return False
        return self.seen_at is None or talk.last_at > self.seen_at

    @property
    def urgent(self) -> bool:
        return self.conversation.urgency >= URGENT and self.conversation.status != Status.RESOLVED

    @cached_property
    def tags(self) -> list[str]:
        """The words people put on it."""
        return [label.removeprefix("tag:") for label in self.conversation.labels if label.startswith("tag:")]


@dataclass(frozen=True)
class Listing:
    """A page of rows and the cursors of its neighbours."""

    rows: list[Row]
    newer: str
    older: str


def visible(person: Viewer) -> ConversationQuerySet:
    """What any inbox of the person can hold."""
    return Conversation.objects.visible_to(person).current()


def list_page(
    person: Person, filters: Filters, *, after: Place | None = None, before: Place | None = None
) -> Listing:
    """One page of the inbox."""
    found = _stretch(person, filters, after, before, get_current_timezone_name())
    page: Page[Conversation] = filters.order.as_page(found, after=after, before=before)
    return Listing(_rows(page.rows, person), page.newer, page.older)


def question(person: Person, filters: Filters, after: Place | None, before: Place | None) -> Question | None:
    """What `list_page` will ask first."""
    return _stretch.question(person, filters, after, before, get_current_timezone_name())


@written_once
def _stretch(
    viewer: Viewer, filters: Filters, after: Place | None, before: Place | None, _zone: str
) -> QuerySet[Conversation]:
    """The rows of a page; the zone decides when the days of a filter begin."""
    return filters.order.stretch(filters.apply(_shown(viewer), viewer), after=after, before=before)


def rows_of(person: Person, filters: Filters, ids: Iterable[UUID]) -> list[Row]:
    """Those of the conversations that belong into this inbox, in its order; used when they changed."""
    fitting = filters.apply(_shown(person).filter(id__in=list(ids)), person)
    return _rows(filters.order.page(fitting).rows, person)


def rows_for(conversations: QuerySet[Conversation], person: Person) -> list[Row]:
    """Conversations in an order of their own, as rows."""
    return _rows(list(_with_names(conversations)), person)


def _shown(person: Viewer) -> QuerySet[Conversation]:
    return _with_names(visible(person))


def _with_names(conversations: QuerySet[Conversation]) -> QuerySet[Conversation]:
    return conversations.select_related("customer", "assignee").only(*SHOWN)


def _rows(conversations: Sequence[Conversation], person: Person) -> list[Row]:
    seen = dict(_looked_at(person.id, [talk.id for talk in conversations]))
    return [Row(talk, seen.get(talk.id)) for talk in conversations]


@written_once
def _looked_at(person_id: UUID, conversations: Sequence[UUID]) -> QuerySet[Presence, tuple[UUID, datetime]]:
    """Which of the conversations the person has looked at, and when."""
    looked = Presence.objects.filter(person=person_id, conversation__in=conversations)
    return looked.values_list("conversation_id", "seen_at")
