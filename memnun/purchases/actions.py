"""Noting purchases, and how long before a moment somebody last bought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from memnun.foundation import clock
from memnun.purchases.models import Purchase


@dataclass(frozen=True, slots=True)
class Bought:
    """A purchase somebody told of; without a number the day names it."""

    customer_id: UUID
    on: date
    number: str = ""
    product: str = ""

    @property
    def key(self) -> str:
        """What makes it the same purchase when it is told of again."""
        return self.number.strip() or self.on.isoformat()


def note_purchases(brand_id: UUID, told: Sequence[Bought]) -> None:
    """Keep purchases, each once; what is told later of the same order counts. One statement."""
    once = {(each.customer_id, each.key): each for each in told}
    Purchase.objects.bulk_create(
        (
            Purchase(
                brand_id=brand_id,
                customer_id=each.customer_id,
                key=each.key,
                product=each.product[:200],
                on=each.on,
                noted_at=clock.now(),
            )
            for _, each in sorted(once.items())
        ),
        update_conflicts=True,
        unique_fields=["customer", "key"],
        update_fields=["product", "on"],
    )


GUESSED_WITHIN = 90
"""Days: a purchase further back is not taken for what a contact is about, unless the contact names it."""


class BoughtBefore:
    """The purchases of some customers, read in one statement."""

    def __init__(self, customer_ids: Iterable[UUID]) -> None:
        self.days: dict[UUID, list[date]] = {}
        rows = Purchase.objects.filter(customer__in=set(customer_ids)).order_by("on")
        for customer_id, day in rows.values_list("customer_id", "on"):
            self.days.setdefault(customer_id, []).append(day)

    def days_since(self, customer_id: UUID, day: date) -> int | None:
        """How many days before `day` the customer last bought; None when no such purchase is known."""
        earlier = [bought for bought in self.days.get(customer_id, ()) if bought <= day]
        passed = (day - earlier[-1]).days if earlier else GUESSED_WITHIN + 1
        return passed if passed <= GUESSED_WITHIN else None
