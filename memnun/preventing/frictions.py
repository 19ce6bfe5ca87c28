"""Which troubles return, on which day after a purchase, and what they cost.

A trouble is a root cause that solved cases name, or a topic that cases begin with. It returns when at least
three cases of a period have it. Each figure is one query over rows that can be opened.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, F, FilteredRelation, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from memnun.cases.measures.figures import Percentile
from memnun.cases.models import Case, Concession, RootCause
from memnun.customers.models import Group
from memnun.foundation.shares import Share
from memnun.interactions.models import BrandTopic
from memnun.people.models import Person
from memnun.preventing.losing import Loss, losses_by, usual_loss
from memnun.understanding.topics import OWN, SLUGS, topic_label

RETURNS_FROM = 3
MOST = 50
CAUSE, TOPIC = "cause", "topic"
FIELD = {CAUSE: "solution__cause", TOPIC: "topics__0"}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is looked at: a cause by its id, or a topic by its slug."""

    kind: str
    key: str
    name: str

    @property
    def cause_id(self) -> UUID | None:
        """The cause's id, if it is a cause."""
        return UUID(self.key) if self.kind == CAUSE else None

    @property
    def query(self) -> str:
        """How addresses name it."""
        return urlencode({self.kind: self.key})


@dataclass(frozen=True, slots=True)
class Friction:
    """A trouble of a period with its cost; `early`, `median`, `late`, `last` are days after the purchase
    (the 25th, 50th, 75th and 90th percentile of `dated` cases, None for none), `took` seconds of working time.
    """

    trouble: Trouble
    cases: int
    customers: int
    months: int
    at_risk: int
    took: int
    given: Decimal
    dated: int
    early: float | None
    median: float | None
    late: float | None
    last: float | None
    loss: Loss

    @property
    def hours(self) -> int:
        """The working time in whole hours."""
        return round(self.took / 3600)


def cases_of(person: Person, since: datetime) -> QuerySet[Any]:
    """The cases a period looks at, each with its standing solution as `solution`."""
    standing = FilteredRelation("resolutions", condition=Q(resolutions__undone_at=None))
    return Case.objects.visible_to(person).filter(opened_at__gte=since).annotate(solution=standing)


def frictions_of(person: Person, kind: str, since: datetime) -> list[Friction]:
    """The troubles of a kind that returned, most cases first; six queries."""
    field = FIELD[kind]
    told: list[dict[str, Any]] = list(
        cases_of(person, since)
        .filter(**{f"{field}__isnull": False})
        .order_by()
        .values(key=F(field))
        .annotate(
            n=Count("id"),
            customers=Count("customer", distinct=True),
            months=Count(TruncMonth("opened_at"), distinct=True),
            at_risk=Count("customer", distinct=True, filter=Q(customer__group=Group.AT_RISK)),
            took=Sum("solution__took"),
            dated=Count("days_after_purchase"),
            early=Percentile("days_after_purchase", 0.25),
            median=Percentile("days_after_purchase", 0.5),
            late=Percentile("days_after_purchase", 0.75),
            last=Percentile("days_after_purchase", 0.9),
        )
        .filter(n__gte=RETURNS_FROM)
        .order_by("-n", "key")[:MOST]
    )
    keys = [row["key"] for row in told]
    given, names = _given(person, kind, since), _names(person, kind, keys)
    lost, usual = losses_by(field, cases_of(person, since)), usual_loss(person, since)
    return [
        _friction(row, kind, names, given, Loss(lost.get(row["key"], Share(0, 0)), usual))
        for row in told
        if row["key"] in names
    ]


def rows_of(person: Person, trouble: Trouble, since: datetime) -> QuerySet[Case]:
    """The cases behind a friction."""
    wanted = trouble.cause_id or trouble.key
    return cases_of(person, since).filter(**{FIELD[trouble.kind]: wanted})


def friction_of(person: Person, trouble: Trouble, since: datetime) -> Friction | None:
    """One friction; None when it did not return."""
    found = frictions_of(person, trouble.kind, since)
    return next((each for each in found if each.trouble.key == trouble.key), None)


def find_trouble(person: Person, cause: UUID | None, topic: str) -> Trouble | None:
    """The trouble an address names, if the person may see it."""
    kind, key = (CAUSE, cause) if cause else (TOPIC, topic)
    name = _names(person, kind, [key]).get(key)
    return Trouble(kind, str(key), name) if name else None


def solutions_of(person: Person, trouble: Trouble, since: datetime, most: int = 3) -> list[str]:
    """What was done most often."""
    rows: QuerySet[Any] = rows_of(person, trouble, since).order_by()
    told = rows.values(done=F("solution__done")).annotate(n=Count("id")).order_by("-n", "done")
    return [row["done"] for row in told[: most + 1] if row["done"]][:most]


def _given(person: Person, kind: str, since: datetime) -> dict[Any, Decimal]:
    standing = FilteredRelation("case__resolutions", condition=Q(case__resolutions__undone_at=None))
    rows = Concession.objects.visible_to(person).given().filter(case__opened_at__gte=since)
    field = "solution__cause" if kind == CAUSE else "case__topics__0"
    told = rows.annotate(solution=standing).order_by().values(key=F(field)).annotate(total=Sum("amount"))
    return {row["key"]: row["total"] for row in told}


def _names(person: Person, kind: str, keys: Collection[Any]) -> dict[Any, str]:
    if kind == TOPIC:
        own = {slug for slug in keys if slug.startswith(OWN)}
        known = own & set(BrandTopic.objects.visible_to(person).slugs()) if own else set()
        shown = [slug for slug in keys if slug in SLUGS or slug in known]
        return {slug: topic_label(slug, person.brand.language) for slug in shown}
    rows = RootCause.objects.visible_to(person).filter(id__in=keys).select_related("parent")
    return {row.id: f"{row.parent} › {row}" if row.parent else str(row) for row in rows}


def _friction(
    row: dict[str, Any], kind: str, names: dict[Any, str], given: dict[Any, Decimal], loss: Loss
) -> Friction:
    return Friction(
        trouble=Trouble(kind, str(row["key"]), names[row["key"]]),
        cases=row["n"],
        customers=row["customers"],
        months=row["months"],
        at_risk=row["at_risk"],
        took=row["took"] or 0,
        given=given.get(row["key"], Decimal(0)),
        dated=row["dated"],
        early=row["early"],
        median=row["median"],
        late=row["late"],
        last=row["last"],
        loss=loss,
    )


def period_since(now: datetime, days: int) -> datetime:
    """When a period of so many days began."""
    return now - timedelta(days=days)
