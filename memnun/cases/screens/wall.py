"""The manager's wall: what nobody has, what is about to break, what broke today, who carries how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count as Number
from django.db.models import Q, QuerySet
from django.utils import timezone

from memnun.cases.models import (
    OPEN_STATES,
    Capacity,
    Case,
    CaseQuerySet,
    Concession,
    Promise,
    State,
    Step,
)
from memnun.cases.owners.choosing import USUAL_CAPACITY
from memnun.cases.screens import reads
from memnun.cases.screens.listing import Count, counting, counts_of, shown
from memnun.events.models import Viewer
from memnun.foundation import clock
from memnun.people.asking_together import asked_together
from memnun.people.models import Brand, Person, Role
from memnun.people.written import written_once

SHOWN = 20
COUNTED = ("unowned", "soon", "late", "broken", "approvals")
OF_PROMISE = (
    "case__number", "text", "due_at", "customer__name", "customer__called", "by__name",
)  # fmt: skip
"""All that a line of a broken promise shows."""
SOON = timedelta(hours=4)


@dataclass(frozen=True)
class Load:
    """What one person carries; `share` is how full they are, out of 100."""

    person: Person
    open: int
    waiting: int
    late: int
    most: int

    @property
    def share(self) -> int:
        return min(100 * self.open // self.most, 100) if self.most else 100


@dataclass(frozen=True)
class Wall:
    """The four lists and the load."""

    unowned: list[Case]
    soon: list[Case]
    late: list[Case]
    broken: list[Promise]
    approvals: list[Concession]
    loads: list[Load]
    counts: dict[str, Count]


def wall_of(person: Person) -> Wall:
    """Read the wall: one way to the database and back."""
    now = clock.now()
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    until = now + SOON
    wanted = [
        unowned.question(person),
        soon.question(person, now, until),
        late.question(person, now),
        broken.question(person, today),
        approvals.question(person),
        numbers.question(person, now, until, today),
        carried.question(person, now),
        capacities.question(person),
        reads.colleagues.question(person),
    ]
    with asked_together(wanted):
        return Wall(
            unowned=unowned(person),
            soon=soon(person, now, until),
            late=late(person, now),
            broken=broken(person, today),
            approvals=approvals(person),
            loads=_loads(person, now),
            counts=counts_of(COUNTED, numbers(person, now, until, today)),
        )


@written_once
def unowned(viewer: Viewer) -> QuerySet[Case]:
    """What nobody has, longest waiting first."""
    return shown(_unowned(viewer))[:SHOWN]


@written_once
def soon(viewer: Viewer, now: datetime, until: datetime) -> QuerySet[Case]:
    """What is due between two moments."""
    return shown(_soon(viewer, now, until)).most_pressing_first()[:SHOWN]


@written_once
def late(viewer: Viewer, now: datetime) -> QuerySet[Case]:
    """What should have been done before."""
    return shown(_late(viewer, now)).most_pressing_first()[:SHOWN]


@written_once
def broken(viewer: Viewer, today: datetime) -> QuerySet[Promise]:
    """Promises that broke since a moment, latest first."""
    rows = _broken(viewer, today).select_related("case", "customer", "by")
    return rows.only(*OF_PROMISE).order_by("-settled_at")[:SHOWN]


@written_once
def approvals(viewer: Viewer) -> QuerySet[Concession]:
    """What waits for a manager's word."""
    return Concession.objects.visible_to(viewer).to_approve().select_related("case__customer", "by")[:SHOWN]


@written_once
def numbers(
    viewer: Viewer, now: datetime, until: datetime, today: datetime
) -> QuerySet[Brand, tuple[int, ...]]:
    """How long each of the lists is."""
    return counting(
        viewer,
        [
            _unowned(viewer),
            _soon(viewer, now, until),
            _late(viewer, now),
            _broken(viewer, today),
            Concession.objects.visible_to(viewer).to_approve(),
        ],
    )


@written_once
def carried(viewer: Viewer, now: datetime) -> QuerySet[Case, Any]:
    """How many open cases each person has, how many of them wait for the customer, how many are late."""
    return (
        Case.objects.visible_to(viewer)
        .filter(state__in=OPEN_STATES, assignee__isnull=False)
        .order_by()
        .values("assignee")
        .annotate(
            open=Number("id"),
            waiting=Number("id", filter=Q(state=State.WAITING)),
            late=Number("id", filter=Q(next_step_at__lt=now) & ~Q(next_step=Step.REMIND)),
        )
    )


@written_once
def capacities(viewer: Viewer) -> QuerySet[Capacity, tuple[UUID, int]]:
    """How much each person may carry, where that was said."""
    return Capacity.objects.visible_to(viewer).values_list("person_id", "most")


def _loads(person: Person, now: datetime) -> list[Load]:
    found = {row["assignee"]: row for row in carried(person, now)}
    limits = dict(capacities(person))
    none = {"open": 0, "waiting": 0, "late": 0}
    loads = [
        Load(each, own["open"], own["waiting"], own["late"], limits.get(each.id, USUAL_CAPACITY))
        for each in reads.colleagues(person)
        if each.role != Role.ANALYST
        for own in [found.get(each.id, none)]
    ]
    return sorted(loads, key=lambda load: (-load.open, load.person.name_sort))


def _unowned(viewer: Viewer) -> CaseQuerySet:
    return Case.objects.visible_to(viewer).unowned()


def _owed(viewer: Viewer) -> CaseQuerySet:
    return Case.objects.visible_to(viewer).open().exclude(next_step=Step.REMIND)


def _soon(viewer: Viewer, now: datetime, until: datetime) -> CaseQuerySet:
    return _owed(viewer).filter(next_step_at__gte=now, next_step_at__lt=until)


def _late(viewer: Viewer, now: datetime) -> CaseQuerySet:
    return _owed(viewer).filter(next_step_at__lt=now)


def _broken(viewer: Viewer, today: datetime) -> QuerySet[Promise]:
    rows = Promise.objects.visible_to(viewer)
    return rows.filter(state=Promise.State.BROKEN, settled_at__gte=today)
