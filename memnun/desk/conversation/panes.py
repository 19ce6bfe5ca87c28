"""What the conversation and customer panes need."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from memnun.cases.screens.beside import open_cases
from memnun.desk import customer_pane
from memnun.desk.conversation import reads
from memnun.desk.conversation.timeline import Reader
from memnun.desk.customer_pane import CustomerPane
from memnun.desk.meeting import cards
from memnun.desk.paging import Place
from memnun.desk.reply import composing, outgoing
from memnun.desk.reply.composing import composer_for, later_choices, new_key
from memnun.events.models import Viewer
from memnun.foundation import clock
from memnun.foundation.remembering import forget, one_time
from memnun.interactions.models import Conversation
from memnun.people.asking_together import Question
from memnun.people.doors import StaffRequest, the_one
from memnun.people.models import Person
from memnun.people.written import written_once


def find_conversation(request: StaffRequest, conversation_id: UUID) -> Conversation:
    """The conversation with everything its head shows; one that was merged leads to its new place."""
    return the_one(_with_its_head(request.person, conversation_id))


@written_once
def _with_its_head(viewer: Viewer, conversation_id: UUID) -> QuerySet[Conversation]:
    seen = Conversation.objects.visible_to(viewer).filter(id=conversation_id)
    return seen.select_related("customer", "assignee", "team", "branch", "channel_account")


def conversation_panes(
    request: StaffRequest, conversation: Conversation, *, revealed: frozenset[UUID] = frozenset()
) -> dict[str, Any]:
    """Timeline, head and customer; that somebody looks at them is said by the page (js/presence.js)."""
    timeline = Reader(conversation, request.person, revealed).stretch(_before(request))
    pending = outgoing.pending_in(conversation)
    if any(item.leaves_in for item in pending):
        forget(request)  # the page counts seconds
    return {
        "conversation": conversation,
        "timeline": timeline,
        "splitting": "split" in request.GET,
        "pane": CustomerPane(conversation.customer, conversation, request.person),
        "composer": composer_for(conversation, request.person, one_time(request, new_key)),
        "later": later_choices(clock.now()),
        "pending": pending,
        "appointments": cards.cards_of(conversation, request.person),
        **head(request, conversation, timeline.last_event),
    }


def questions(request: StaffRequest, conversation: Conversation) -> list[Question | None]:
    """What the panes will ask, as far as it does not depend on answers."""
    person, customer_id = request.person, conversation.customer_id
    return [
        *reads.questions(person, conversation, _before(request)),
        *customer_pane.questions_beside(person, customer_id, conversation.id),
        *composing.questions(conversation),
        outgoing.question(conversation),
        cards.question(conversation, person),
        open_cases.question(person, customer_id),
        colleagues.question(person),
    ]


def _before(request: StaffRequest) -> Place | None:
    return Place.read(request.GET.get("before")) if request.GET.get("stretch") else None


def head(request: StaffRequest, conversation: Conversation, last_event: int) -> dict[str, Any]:
    """The acts offered above a conversation; `seen` is what the stale guard compares with."""
    return {
        "conversation": conversation,
        "seen": last_event,
        "people": colleagues(request.person),
        "teams": request.person.seen_teams,
        "tags": [label.removeprefix("tag:") for label in conversation.labels if label.startswith("tag:")],
    }


@written_once
def colleagues(viewer: Viewer) -> QuerySet[Person]:
    """Whom work can be given to, by name."""
    return Person.objects.visible_to(viewer).active().only("id", "name")
