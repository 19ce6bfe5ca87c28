"""Customers who were lost after a trouble, beside what is usual among those whom nothing troubled.

Lost is who bought nothing in the 90 days after the purchase that the trouble came with. Purchases that are
younger tell nothing yet. Many never buy twice whatever happens, so the same share of purchases without any
case stands beside it: what goes beyond that is what the trouble may have cost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Exists, F, Func, OuterRef, QuerySet, Value
from django.db.models.functions import TruncDate

from memnun.foundation import clock
from memnun.foundation.shares import Share, difference
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
    told: QuerySet[Any] = known.filter(bought__lte=told_until()).annotate(lost=~Exists(again))
    return told


def told_until() -> date:
    """The last day whose purchases tell whether they stayed the last."""
    return clock.today() - timedelta(days=LOST_AFTER)
