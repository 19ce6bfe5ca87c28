"""What a word of the brand or of the customer changes: answers meet deadlines, replies end waiting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from memnun.cases import events as acts
from memnun.cases.actions.telling import locked, locked_open, settle, tell
from memnun.cases.deadlines.reckoning import working_between
from memnun.cases.models import (
    ANSWERS,
    Awaiting,
    Case,
    Deadline,
    DeadlineKind,
    State,
)
from memnun.cases.timing import Calendars, pauses_of
from memnun.foundation import clock
from memnun.people.models import Person

WorkingTime = Callable[[datetime, datetime, bool], timedelta]
"""Working time between two moments; the last argument leaves out what the customer was awaited."""


@transaction.atomic
def note_answer(case: Case, *, at: datetime) -> Case:
    """The brand answered the customer at `at`: what was due as an answer is met."""
    current = locked(case)
    if current.first_answered_at is None or at < current.first_answered_at:
        current.first_answered_at = max(at, current.opened_at)
    if current.state == State.NEW:
        current.state = State.WORKING
    met = meet(current, ANSWERS, at=max(at, current.opened_at))
    settle(current)
    if met:
        tell(acts.ANSWERED, current, None)
    return current


@transaction.atomic
def note_reply(case: Case, *, at: datetime, known_at: datetime | None = None) -> Case:
    """The customer wrote again at `at`: waiting ends, and the next answer is due.

    A word that was known (`known_at`, else `at`) before the wait began or before the last answer changes
    neither; one that was still under way then does.
    """
    known_at = known_at or at
    current = locked(case)
    if not current.is_open:
        return current
    if not Awaiting.objects.filter(case=current, until=None, since__gt=known_at).exists():
        end_wait(current, at=at)
    answers = Deadline.objects.filter(case=current, kind__in=ANSWERS, dropped_at=None)
    if not answers.filter(Q(met_at=None) | Q(met_at__gt=known_at)).exists():
        term = current.type.term("next_answer")
        Deadline.objects.create(
            brand_id=current.brand_id, case=current, kind=DeadlineKind.NEXT_ANSWER, start_at=at,
            amount=term.amount, unit=term.unit.value,
        )  # fmt: skip
    return settle(current)


@transaction.atomic
def await_customer(case: Case, *, what: str, by: Person) -> Case:
    """The next word is the customer's: the clock stands still from now on."""
    current = locked_open(case)
    if current.state == State.WAITING:
        return current
    now = clock.now()
    Awaiting.objects.create(brand_id=current.brand_id, case=current, since=now, what=what[:200], by=by)
    current.state = State.WAITING
    settle(current)
    tell(acts.AWAITED, current, by, what=what[:200])
    return current


@transaction.atomic
def stop_waiting(case: Case, *, by: Person) -> Case:
    """Go on without the customer's word."""
    current = locked_open(case)
    if end_wait(current, at=clock.now(), by=by):
        settle(current)
    return current


def end_wait(case: Case, *, at: datetime, by: Person | None = None) -> bool:
    """End the waiting of a locked case, if it waits; the caller settles it."""
    waiting = Awaiting.objects.filter(case=case, until=None).first()
    if waiting is None:
        return False
    waiting.until = max(at, waiting.since)
    waiting.save(update_fields=["until"])
    if case.state == State.WAITING:
        case.state = State.WORKING
    tell(acts.WAIT_ENDED, case, by)
    return True


def meet(case: Case, kinds: Sequence[DeadlineKind], *, at: datetime) -> int:
    """Mark running deadlines of these kinds as met, with the working time they took; returns how many."""
    running = list(Deadline.objects.filter(case=case, kind__in=kinds, start_at__lte=at).running())
    if not running:
        return 0
    took = working_time(case)
    for deadline in running:
        deadline.met_at, deadline.look_at = at, None
        deadline.took = int(took(deadline.start_at, at, deadline.pausable).total_seconds())
    Deadline.objects.bulk_update(running, ["met_at", "look_at", "took"])
    return len(running)


def working_time(case: Case) -> WorkingTime:
    """A function of two moments that gives the working time of a case between them."""
    calendar = Calendars(case.brand_id).find(case.working_calendar_id, case.branch_id)
    pauses = pauses_of(case)

    def between(since: datetime, until: datetime, pausable: bool) -> timedelta:
        return working_between(since, until, calendar, pauses if pausable else ())

    return between
