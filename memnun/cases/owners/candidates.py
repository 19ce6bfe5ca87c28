"""Reads who could take cases of a brand: once a batch, in a handful of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from memnun.cases.models import Absence, Capacity, Case, OwnerRule
from memnun.cases.owners.choosing import Candidate, Choice, Rule, Wanted, choose
from memnun.cases.timing import Calendars
from memnun.foundation.business_time import is_working
from memnun.people.models import Person, Role, TeamMembership


@dataclass
class Owners:
    """The people and rules of one brand at one moment; every choice counts towards the next."""

    candidates: list[Candidate]
    rules: list[Rule]

    def choose(self, wanted: Wanted) -> Choice:
        """The owner of the next case."""
        return choose(wanted, self.rules, self.candidates)

    def keep_turns(self, before: dict[UUID, UUID | None]) -> None:
        """Store whose turn it was, for rules that go round."""
        for rule in self.rules:
            if rule.round_robin and before.get(rule.id) != rule.last:
                OwnerRule.objects.filter(id=rule.id).update(last_person_id=rule.last)

    @property
    def turns(self) -> dict[UUID, UUID | None]:
        """Whose turn it was last, by rule."""
        return {rule.id: rule.last for rule in self.rules}


def owners_of(brand_id: UUID, calendars: Calendars, now: datetime) -> Owners:
    """Everybody at work for the brand who may act, with what they have and can."""
    people = list(
        Person.objects.filter(brand_id=brand_id, active=True)
        .exclude(role=Role.ANALYST)
        .order_by("name_sort", "id")
    )
    capacities = Capacity.objects.filter(brand_id=brand_id).in_bulk(field_name="person_id")
    away = set(Absence.objects.filter(brand_id=brand_id).at(now).values_list("person_id", flat=True))
    teams = _teams(people)
    loads = _loads(brand_id)
    candidates = [
        _candidate(order, person, capacities.get(person.id), loads, teams, calendars, now)
        for order, person in enumerate(people)
    ]
    for candidate in candidates:
        candidate.away = candidate.id in away
    return Owners(candidates, [_rule(row) for row in OwnerRule.objects.filter(brand_id=brand_id)])


def usual_agents(customer_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Whoever had most of a customer's cases, the latest on a tie."""
    rows = (
        Case.objects.filter(customer__in=set(customer_ids), assignee__isnull=False)
        .order_by("opened_at")
        .values_list("customer_id", "assignee_id")
    )
    counts: dict[UUID, dict[UUID, int]] = {}
    for customer_id, person_id in rows:
        own = counts.setdefault(customer_id, {})
        own[person_id] = own.pop(person_id, 0) + 1
    return {customer: max(reversed(own), key=lambda person: own[person]) for customer, own in counts.items()}


def _loads(brand_id: UUID) -> dict[UUID, int]:
    rows = Case.objects.filter(brand_id=brand_id, assignee__isnull=False).open().order_by()
    return dict(rows.values_list("assignee").annotate(count=Count("id")))


def _teams(people: Iterable[Person]) -> dict[UUID, set[UUID]]:
    teams: dict[UUID, set[UUID]] = {}
    rows = TeamMembership.objects.filter(person__in=[person.id for person in people])
    for person_id, team_id in rows.values_list("person_id", "team_id"):
        teams.setdefault(person_id, set()).add(team_id)
    return teams


def _candidate(
    order: int,
    person: Person,
    capacity: Capacity | None,
    loads: dict[UUID, int],
    teams: dict[UUID, set[UUID]],
    calendars: Calendars,
    now: datetime,
) -> Candidate:
    own = capacity or Capacity(person=person, brand_id=person.brand_id)
    calendar = calendars.find(own.working_calendar_id, person.branch_id)
    return Candidate(
        id=person.id,
        order=order,
        open=loads.get(person.id, 0),
        most=own.most,
        works=is_working(now, calendar),
        takes=own.takes_cases and (capacity is not None or person.role == Role.AGENT),
        skills=frozenset(own.skills),
        languages=frozenset(own.languages),
        branch=person.branch_id,
        teams=frozenset(teams.get(person.id, ())),
    )


def _rule(row: OwnerRule) -> Rule:
    return Rule(
        id=row.id,
        type_id=row.type_id,
        topic=row.topic,
        language=row.language,
        branch=row.branch_id,
        team=row.team_id,
        round_robin=row.way == OwnerRule.Way.ROUND_ROBIN,
        usual_first=row.usual_agent_first,
        skill_wanted=row.skill_wanted,
        language_wanted=row.language_wanted,
        branch_wanted=row.branch_wanted,
        last=row.last_person_id,
    )
