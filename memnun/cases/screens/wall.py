"""The manager's wall: what nobody has, what is about to break, what broke today, who carries how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count as Number
from django.db.models import F, Q
from django.utils import timezone

from memnun.cases.models import OPEN_STATES, Capacity, Case, Concession, Promise, Step
from memnun.cases.screens.listing import Count, count
from memnun.foundation import clock
from memnun.people.models import Person, Role

SHOWN = 20
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
    """Read the wall."""
    now = clock.now()
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    seen = Case.objects.visible_to(person)
    unowned = seen.unowned()
    owed = seen.open().exclude(next_step=Step.REMIND)
    late = owed.filter(next_step_at__lt=now)
    soon = owed.filter(next_step_at__gte=now, next_step_at__lt=now + SOON)
    broken = Promise.objects.visible_to(person).filter(state=Promise.State.BROKEN, settled_at__gte=today)
    approvals = Concession.objects.visible_to(person).to_approve()
    shown = ("type", "customer", "assignee")
    return Wall(
        unowned=list(unowned.select_related(*shown)[:SHOWN]),
        soon=list(soon.select_related(*shown).most_pressing_first()[:SHOWN]),
        late=list(late.select_related(*shown).most_pressing_first()[:SHOWN]),
        broken=list(broken.select_related("case", "customer", "by").order_by("-settled_at")[:SHOWN]),
        approvals=list(approvals.select_related("case__customer", "by")[:SHOWN]),
        loads=_loads(person),
        counts=count(
            {"unowned": unowned, "soon": soon, "late": late, "broken": broken, "approvals": approvals}
        ),
    )


def _loads(person: Person) -> list[Load]:
    rows = (
        Case.objects.visible_to(person)
        .filter(state__in=OPEN_STATES, assignee__isnull=False)
        .order_by()
        .values("assignee")
        .annotate(
            open=Number("id"),
            waiting=Number("id", filter=Q(state="waiting")),
            late=Number("id", filter=Q(next_step_at__lt=clock.now()) & ~Q(next_step=Step.REMIND)),
        )
    )
    found: dict[UUID, dict[str, Any]] = {row["assignee"]: dict(row) for row in rows}
    limits = dict(Capacity.objects.visible_to(person).values_list("person_id", F("most")))
    people = Person.objects.visible_to(person).active().exclude(role=Role.ANALYST)
    none = {"open": 0, "waiting": 0, "late": 0}
    loads = [
        Load(each, own["open"], own["waiting"], own["late"], limits.get(each.id, 30))
        for each in people
        for own in [found.get(each.id, none)]
    ]
    return sorted(loads, key=lambda load: (-load.open, load.person.name_sort))
