"""Which troubles return, on which day after a purchase, and what they cost.

A trouble is a root cause that solved cases name, or a topic that cases begin with. It returns when at least
three cases of a period have it. Figures come from days packed beforehand; the rows behind each can be opened.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from memnun.cases.models import Case, RootCause
from memnun.cases.tallies.reading import Values
from memnun.foundation import clock
from memnun.foundation.shares import Share
from memnun.interactions.models import BrandTopic
from memnun.people.models import Person
from memnun.preventing.losing import Loss
from memnun.preventing.telling import TroublesTold, percentiles
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


def frictions_of(told: TroublesTold, kind: str) -> list[Friction]:
    """The troubles of a kind that returned, most cases first; two queries."""
    troubles = told.troubles(kind, at_least=RETURNS_FROM, most=MOST)
    names = _names(told.person, kind, [key for key, _places in troubles])
    usual = told.usual_loss
    return [_friction(told, kind, key, names[key], rows, usual) for key, rows in troubles if key in names]


def rows_of(person: Person, trouble: Trouble, since: datetime) -> QuerySet[Case]:
    """The cases behind a friction."""
    wanted = trouble.cause_id or trouble.key
    return cases_of(person, since).filter(**{FIELD[trouble.kind]: wanted})


def friction_of(person: Person, trouble: Trouble, since: datetime) -> Friction | None:
    """One friction; None when it did not return."""
    found = frictions_of(TroublesTold.since(person, since), trouble.kind)
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


def _names(person: Person, kind: str, keys: Collection[Any]) -> dict[Any, str]:
    if kind == TOPIC:
        own = {slug for slug in keys if slug.startswith(OWN)}
        known = own & set(BrandTopic.objects.visible_to(person).slugs()) if own else set()
        shown = [slug for slug in keys if slug in SLUGS or slug in known]
        return {slug: topic_label(slug, person.brand.language) for slug in shown}
    rows = RootCause.objects.visible_to(person).filter(id__in=keys).select_related("parent")
    return {row.id: f"{row.parent} › {row}" if row.parent else str(row) for row in rows}


def _friction(
    told: TroublesTold, kind: str, key: UUID | str, name: str, rows: Values, usual: Share
) -> Friction:
    days = told.days(rows)
    early, median, late, last = percentiles(days, (25, 50, 75, 90)) if len(days) else [None] * 4
    return Friction(
        trouble=Trouble(kind, str(key), name),
        cases=len(rows),
        customers=told.customers(rows),
        months=told.months(rows),
        at_risk=told.at_risk(rows),
        took=told.took(rows),
        given=told.given(rows),
        dated=len(days),
        early=early,
        median=median,
        late=late,
        last=last,
        loss=Loss(told.lost(rows), usual),
    )


def period_since(now: datetime, days: int) -> datetime:
    """When a period of so many days before today began: with a day in Turkey."""
    first = now.astimezone(clock.ISTANBUL).date() - timedelta(days=days)
    return datetime.combine(first, time(), tzinfo=clock.ISTANBUL)
