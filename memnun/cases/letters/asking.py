"""Asking customers whether it is solved: on their channel, at their hours, whom the gate allows, each once."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from memnun.cases.actions.following_up import note_asked, note_lost
from memnun.cases.actions.telling import locked
from memnun.cases.letters import words
from memnun.cases.letters.sending import send
from memnun.cases.models import CaseSettings, FollowUp, State
from memnun.consent.models import Purpose
from memnun.foundation import clock
from memnun.interactions.models import OutboxMessage, OutboxState

LOST = (OutboxState.BLOCKED, OutboxState.FAILED, OutboxState.CANCELLED)
"""States of a question that did not reach the customer."""

KEY = "follow-up:"


def question_key(follow_up: FollowUp) -> str:
    """The key of the message that asks."""
    return f"{KEY}{follow_up.id}"


def ask_again(wishes: CaseSettings) -> int:
    """Ask a brand's customers whether it is solved, where the gate allows it; returns how many were asked.

    Each is asked in a transaction of its own. Whom the gate forbids to be asked, or who cannot be written
    to, stays on the owner's list to be called.
    """
    now = clock.now()
    due = FollowUp.objects.filter(brand_id=wishes.brand_id).due(now).filter(until__gte=now)
    unwritten = due.filter(~Exists(_questions())).select_related("case", "resolution")
    return sum(_ask(follow_up) for follow_up in unwritten.iterator(chunk_size=500))


@transaction.atomic
def _ask(follow_up: FollowUp) -> bool:
    """Whether the customer was asked; the case is held first, then its conversation."""
    case = locked(follow_up.case)
    still_planned = FollowUp.objects.filter(id=follow_up.id, state=FollowUp.State.PLANNED).exists()
    if case.state != State.RESOLVED or not still_planned:
        return False
    message = send(
        case,
        lambda: words.follow_up(case, refused=follow_up.resolution.refused),
        key=question_key(follow_up),
        purpose=Purpose.CASE_FOLLOW_UP,
    )
    if message is None or message.state in LOST:
        return False
    note_asked(follow_up)
    return True


def plan_lost_questions_anew(wishes: CaseSettings) -> int:
    """Put back on the owner's list whose question was written but never reached them; returns how many."""
    asked = FollowUp.objects.filter(brand_id=wishes.brand_id, state=FollowUp.State.ASKED, by=None)
    lost = asked.filter(Exists(_questions().filter(state__in=LOST))).select_related("case")
    return sum(note_lost(follow_up) for follow_up in lost)


def _questions() -> QuerySet[OutboxMessage]:
    """The messages that ask, of the follow-up a query is about."""
    key = Concat(Value(KEY), Cast(OuterRef("id"), TextField()))
    return OutboxMessage.objects.filter(brand_id=OuterRef("brand_id"), key=key)
