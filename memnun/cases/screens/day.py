"""What one person owes today: promises, cases by what presses, and what waits for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from memnun.cases.models import Case, Concession, FollowUp, Promise, State
from memnun.cases.screens.listing import Count, count
from memnun.foundation import clock
from memnun.people.models import Person, Role

SHOWN = 12


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
    """Read the lists; six queries."""
    now = clock.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    promises = Promise.objects.visible_to(person).filter(case__assignee=person)
    mine = Case.objects.visible_to(person).work_of(person)
    follow_ups = FollowUp.objects.visible_to(person).filter(case__assignee=person).due(now)
    return CaseDay(
        promises=list(promises.open().filter(due_at__lt=midnight).select_related("case", "customer")[:SHOWN]),
        broken=list(
            promises.filter(state=Promise.State.BROKEN, settled_at__gte=midnight - timedelta(days=2))
            .filter(case__state__in=[State.NEW, State.WORKING, State.WAITING])
            .select_related("case", "customer")
            .order_by("-settled_at")[:SHOWN]
        ),
        cases=list(
            mine.exclude(state=State.WAITING).select_related("type", "customer").most_pressing_first()[:SHOWN]
        ),
        follow_ups=list(follow_ups.select_related("case__customer")[:SHOWN]),
        approvals=_approvals(person),
        counts=count(
            {"cases": mine.exclude(state=State.WAITING), "waiting": mine.filter(state=State.WAITING)}
        ),
    )


def _approvals(person: Person) -> list[Concession]:
    if not person.is_at_least(Role.MANAGER):
        return []
    asked = Concession.objects.visible_to(person).to_approve().exclude(by=person)
    return list(asked.select_related("case__customer", "by")[:SHOWN])
