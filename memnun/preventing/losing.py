"""Customers who were lost after a trouble, beside what is usual among those whom nothing troubled.

Lost is who bought nothing in the 90 days after the purchase that the trouble came with. Purchases that are
younger tell nothing yet. Many never buy twice whatever happens, so the same share of purchases without any
case stands beside it: what goes beyond that is what the trouble may have cost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, DateField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import TruncDate

from memnun.cases.models import Case
from memnun.foundation import clock
from memnun.foundation.shares import Share, difference
from memnun.people.models import Person
from memnun.purchases.models import Purchase

LOST_AFTER = 90
"""Days without another purchase."""


class Days(Func):
    """A day moved by a number of days: `Days(day, "+", 90)`."""

    output_field = DateField()

    def __init__(self, day: Any, sign: str, number: Any) -> None:
        super().__init__(day, number, arg_joiner=f" {sign} ", template="(%(expressions)s)")


@dataclass(frozen=True, slots=True)
class Loss:
    """How many customers of a trouble were lost, and the share of other purchases that stayed the last."""

    lost: Share
    usual: Share

    @property
    def expected(self) -> float:
        """How many would have been lost without the trouble, were they like the others."""
        return self.lost.n * self.usual.share

    @property
    def proved(self) -> bool:
        """Whether more were lost than chance explains (95 %)."""
        return difference(self.lost, self.usual)[0] > 0


def with_loss(cases: QuerySet[Any]) -> QuerySet[Any]:
    """The cases whose purchase is old enough to tell, each with whether nothing was bought after it as `lost`."""
    bought = Days(TruncDate("opened_at", tzinfo=clock.ISTANBUL), "-", F("days_after_purchase"))
    again = Purchase.objects.filter(
        customer=OuterRef("customer"),
        on__gt=OuterRef("bought"),
        on__lte=Days(OuterRef("bought"), "+", Value(LOST_AFTER)),
    )
    known = cases.filter(days_after_purchase__isnull=False).annotate(bought=bought)
    told: QuerySet[Any] = known.filter(bought__lte=_told_until()).annotate(lost=~Exists(again))
    return told


def losses_by(field: str, cases: QuerySet[Any]) -> dict[Any, Share]:
    """The customers lost of those that can be told, by a field of their cases; one query."""
    rows = with_loss(cases).order_by().values(key=F(field))
    told = rows.annotate(
        n=Count("customer", distinct=True), hits=Count("customer", distinct=True, filter=Q(lost=True))
    )
    return {row["key"]: Share(row["hits"], row["n"]) for row in told}


def usual_loss(person: Person, since: datetime) -> Share:
    """The share of purchases since then, by customers without a case, that nothing followed; one query."""
    again = Purchase.objects.filter(
        customer=OuterRef("customer"),
        on__gt=OuterRef("on"),
        on__lte=Days(OuterRef("on"), "+", Value(LOST_AFTER)),
    )
    troubled = Case.objects.filter(brand=person.brand_id, customer=OuterRef("customer"), opened_at__gte=since)
    rows = Purchase.objects.visible_to(person).filter(
        ~Exists(troubled), on__gte=since.astimezone(clock.ISTANBUL).date(), on__lte=_told_until()
    )
    told = rows.annotate(last=~Exists(again)).aggregate(n=Count("id"), hits=Count("id", filter=Q(last=True)))
    return Share(told["hits"], told["n"])


def _told_until() -> date:
    return clock.today() - timedelta(days=LOST_AFTER)
