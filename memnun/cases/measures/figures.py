"""Medians, 90th percentiles and shares: each figure is one query whose rows can be opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Aggregate, Count, ExpressionWrapper, F, FloatField, Q, QuerySet, Sum, Value
from django.db.models.functions import Extract
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from memnun.cases.models import (
    OPEN_STATES,
    Case,
    Concession,
    Deadline,
    DeadlineKind,
    FollowUp,
    Promise,
    Resolution,
)
from memnun.customers.models import Group
from memnun.foundation import clock
from memnun.foundation.shares import Share
from memnun.people.models import Person

CUTS = {
    "channel": _("Channel"),
    "topic": _("Topic"),
    "team": _("Team"),
    "branch": _("Branch"),
    "type": _("Type"),
}
FIELDS = {"topic": "topics__0"}
WITHOUT = ("team", "branch", "type")
MOST_SLICES = 30


class Percentile(Aggregate):
    """PostgreSQL's percentile_cont of an expression."""

    function = "percentile_cont"
    template = "percentile_cont(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()

    def __init__(self, expression: Any, share: float) -> None:
        super().__init__(expression, share=share)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A period (from a moment until before another) and what it is narrowed to; `topic` is a case's first.

    `without` names a cut that the cases have no value for: those without a team, for instance.
    """

    since: datetime
    until: datetime
    channel: str = ""
    topic: str = ""
    team: UUID | None = None
    branch: UUID | None = None
    type: UUID | None = None
    without: str = ""

    def narrow(self, rows: QuerySet[Any], prefix: str = "case__") -> QuerySet[Any]:
        """The rows of cases that fit."""
        given: dict[str, Any] = {}
        if self.channel:
            given[f"{prefix}channel"] = self.channel
        if self.topic:
            given[f"{prefix}topics__0"] = self.topic
        if self.team:
            given[f"{prefix}team"] = self.team
        if self.branch:
            given[f"{prefix}branch"] = self.branch
        if self.type:
            given[f"{prefix}type"] = self.type
        if self.without in WITHOUT:
            given[f"{prefix}{self.without}__isnull"] = True
        if self.without == "channel":
            given[f"{prefix}channel"] = ""
        if self.without == "topic":
            given[f"{prefix}topics"] = []
        return rows.filter(**given)


@dataclass(frozen=True, slots=True)
class Spread:
    """A median and a 90th percentile in seconds of working time, of n rows."""

    n: int
    median: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of money over n rows."""

    n: int
    amount: Decimal


Figure = Spread | Share | Total
Rows = Callable[[Person, Wanted], QuerySet[Any]]


@dataclass(frozen=True)
class Measure:
    """A figure: its words, the rows it is made of, and which of them count as a hit (for shares).

    `packed` is the tally that has the same rows packed by day, and its column with the value or the hit.
    """

    name: str
    title: Words | str
    meaning: Words | str
    rows: Rows
    packed: tuple[str, str]
    hit: Q | None = None
    value: str = ""
    case: str = "case__"

    def figure(self, person: Person, wanted: Wanted) -> Figure:
        """The figure of a period."""
        return self._told(self.rows(person, wanted).aggregate(**self._wanted()))

    def by(self, cut: str, person: Person, wanted: Wanted) -> dict[Any, Figure]:
        """The figure of a period for each channel, topic, team, branch or type, by its key."""
        field = f"{self.case}{FIELDS.get(cut, cut)}"
        rows = self.rows(person, wanted).order_by().values(key=F(field)).annotate(**self._wanted())
        return {row["key"]: self._told(row) for row in rows.order_by("-n")[:MOST_SLICES]}

    def _wanted(self) -> dict[str, Any]:
        if self.hit is not None:
            return {"n": Count("id"), "hits": Count("id", filter=self.hit)}
        if self.value == "amount":
            return {"n": Count("id"), "total": Sum("amount")}
        return {"n": Count("id"), "median": Percentile(self.value, 0.5), "p90": Percentile(self.value, 0.9)}

    def _told(self, told: Mapping[str, Any]) -> Figure:
        if self.hit is not None:
            return Share(told["hits"], told["n"])
        if self.value == "amount":
            return Total(told["n"], told["total"] or Decimal(0))
        return Spread(told["n"], told["median"], told["p90"])


def _first_answers(person: Person, wanted: Wanted) -> QuerySet[Any]:
    met = Deadline.objects.visible_to(person).filter(
        kind=DeadlineKind.FIRST_ANSWER, met_at__gte=wanted.since, met_at__lt=wanted.until, took__isnull=False
    )
    return wanted.narrow(met)


def _solutions(person: Person, wanted: Wanted) -> QuerySet[Any]:
    rows = Resolution.objects.visible_to(person).filter(
        at__gte=wanted.since, at__lt=wanted.until, undone_at=None, took__isnull=False
    )
    return wanted.narrow(rows)


def _endings(person: Person, wanted: Wanted) -> QuerySet[Any]:
    """Solutions that stand or were not the end; those taken back as a mistake were none."""
    rows = Resolution.objects.visible_to(person).filter(
        Q(undone_at=None) | Q(came_back=True), at__gte=wanted.since, at__lt=wanted.until
    )
    return wanted.narrow(rows)


def _promises(person: Person, wanted: Wanted) -> QuerySet[Any]:
    rows = Promise.objects.visible_to(person).filter(
        settled_at__gte=wanted.since, settled_at__lt=wanted.until,
        state__in=[Promise.State.KEPT, Promise.State.MOVED, Promise.State.BROKEN],
    )  # fmt: skip
    return wanted.narrow(rows)


def _follow_ups(person: Person, wanted: Wanted) -> QuerySet[Any]:
    rows = FollowUp.objects.visible_to(person).filter(asked_at__gte=wanted.since, asked_at__lt=wanted.until)
    return wanted.narrow(rows)


def _backlog(person: Person, wanted: Wanted) -> QuerySet[Any]:
    rows = Case.objects.visible_to(person).filter(state__in=OPEN_STATES, opened_at__lt=wanted.until)
    age = ExpressionWrapper(
        Extract(Value(clock.now()), "epoch") - Extract(F("opened_at"), "epoch"), output_field=FloatField()
    )
    aged: QuerySet[Any] = wanted.narrow(rows, "").annotate(age=age)
    return aged


def _concessions(person: Person, wanted: Wanted) -> QuerySet[Any]:
    rows = (
        Concession.objects.visible_to(person)
        .given()
        .filter(decided_at__gte=wanted.since, decided_at__lt=wanted.until)
    )
    return wanted.narrow(rows)


ANSWERED = Q(state__in=[FollowUp.State.SATISFIED, FollowUp.State.UNSATISFIED])
MEASURES = {
    measure.name: measure
    for measure in (
        Measure(
            "first_answer", _("First answer"), _("working time from the customer's word to the first answer of a person"),
            _first_answers, ("first_answer", "took"), value="took",
        ),
        Measure(
            "solution", _("Solution"), _("working time until it was solved, without waiting for the customer"),
            _solutions, ("solution", "took"), value="took",
        ),
        Measure(
            "first_contact", _("Solved at first contact"), _("one answer was enough, and it was never opened again"),
            _solutions, ("solution", "at_first_contact"), hit=Q(at_first_contact=True),
        ),
        Measure(
            "promises", _("Promises kept"), _("at the first date given; a promise that was moved was not kept"),
            _promises, ("promise", "kept"), hit=Q(state=Promise.State.KEPT),
        ),
        Measure(
            "reopened", _("Opened again"), _("of the solutions of the period"), _endings, ("ending", "came_back"),
            hit=Q(came_back=True),
        ),
        Measure(
            "backlog", _("Age of what is open"), _("all time since the customer's word, today"), _backlog,
            ("open", "since"), value="age", case="",
        ),
        Measure(
            "follow_ups", _("Answers to the follow-up"), _("of those who were asked"), _follow_ups,
            ("follow_up", "answered"), hit=ANSWERED,
        ),
        Measure(
            "recovered", _("Customers won back"),
            _("customers of solved cases who do not stand at risk today"),
            _solutions, ("solution", "customer"), hit=~Q(case__customer__group=Group.AT_RISK),
        ),
        Measure(
            "given", _("Made good"), _("refunds, replacements, discounts and gifts"), _concessions,
            ("concession", "kurus"), value="amount",
        ),
    )
}  # fmt: skip


def period_of(since: date, until: date, zone: Any) -> tuple[datetime, datetime]:
    """The moments of whole days, the last one included."""
    begin = datetime.combine(since, datetime.min.time(), zone)
    return begin, datetime.combine(until + timedelta(days=1), datetime.min.time(), zone)
