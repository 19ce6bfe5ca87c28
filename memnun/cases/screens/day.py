"""What one person owes today: promises, cases by what presses, and what waits for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from memnun.cases.models import (
    OPEN_STATES,
    Case,
    CaseQuerySet,
    Concession,
    FollowUp,
    Promise,
    PromiseQuerySet,
    Reader,
    State,
)
from memnun.cases.screens.listing import Count, counting, counts_of, shown
from memnun.foundation import clock
from memnun.people.asking_together import asked_together
from memnun.people.models import Brand, Person, Role
from memnun.people.written import written_once

SHOWN = 12
SHOWN_BROKEN = timedelta(days=2)
"""How long a broken promise stands in its owner's day."""
COUNTED = ("cases", "waiting")
OF_PROMISE = ("case__number", "text", "due_at", "customer__name", "customer__called")
"""All that a line of a promise shows."""


@dataclass(frozen=True)
class CaseDay:
    """The lists of a day."""

    promises: list[Promise]
    broken: list[Promise]
    cases: list[Case]
    follow_ups: list[FollowUp]
    approvals: list[Concession]
    counts: dict[str, Count]


def case_day(person: Person) -> CaseDay:
    """Read the lists: one way to the database and back."""
    now = clock.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    lately = midnight - SHOWN_BROKEN
    decides = person.is_at_least(Role.MANAGER)
    wanted = [
        promised.question(person, midnight),
        broken.question(person, lately),
        pressing.question(person),
        to_ask.question(person, now),
        to_decide.question(person) if decides else None,
        numbers.question(person),
    ]
    with asked_together(wanted):
        return CaseDay(
            promises=promised(person, midnight),
            broken=broken(person, lately),
            cases=pressing(person),
            follow_ups=to_ask(person, now),
            approvals=to_decide(person) if decides else [],
            counts=counts_of(COUNTED, numbers(person)),
        )


@written_once
def promised(viewer: Reader, until: datetime) -> QuerySet[Promise]:
    """Open promises of one's cases due before a moment."""
    rows = _promises(viewer).open().filter(due_at__lt=until)
    return rows.select_related("case", "customer").only(*OF_PROMISE)[:SHOWN]


@written_once
def broken(viewer: Reader, since: datetime) -> QuerySet[Promise]:
    """Promises of one's unfinished cases that broke since a moment, latest first."""
    rows = _promises(viewer).filter(
        state=Promise.State.BROKEN, settled_at__gte=since, case__state__in=OPEN_STATES
    )
    return rows.select_related("case", "customer").only(*OF_PROMISE).order_by("-settled_at")[:SHOWN]


@written_once
def pressing(viewer: Reader) -> QuerySet[Case]:
    """One's cases whose next word is one's own, most pressing first."""
    return shown(_mine(viewer).exclude(state=State.WAITING)).most_pressing_first()[:SHOWN]


@written_once
def to_ask(viewer: Reader, now: datetime) -> QuerySet[FollowUp]:
    """Customers of one's solved cases who are to be asked again."""
    rows = FollowUp.objects.visible_to(viewer).filter(case__assignee=viewer.id).due(now)
    return rows.select_related("case__customer")[:SHOWN]


@written_once
def to_decide(viewer: Reader) -> QuerySet[Concession]:
    """What others asked one to approve."""
    rows = Concession.objects.visible_to(viewer).to_approve().exclude(by=viewer.id)
    return rows.select_related("case__customer", "by")[:SHOWN]


@written_once
def numbers(viewer: Reader) -> QuerySet[Brand, tuple[int, ...]]:
    """How many cases are with oneself, and how many wait for the customer."""
    mine = _mine(viewer)
    return counting(viewer, [mine.exclude(state=State.WAITING), mine.filter(state=State.WAITING)])


def _promises(viewer: Reader) -> PromiseQuerySet:
    return Promise.objects.visible_to(viewer).filter(case__assignee=viewer.id)


def _mine(viewer: Reader) -> CaseQuerySet:
    return Case.objects.visible_to(viewer).open().filter(assignee=viewer.id)
