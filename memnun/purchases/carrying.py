"""Purchases move along when two customers become one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from memnun.customers.carrying import carry
from memnun.purchases.models import Purchase


class Purchases:
    """What a customer bought; an order both are known to have made stays where it was."""

    name = "purchases"

    def absorb(self, *, kept: UUID, absorbed: UUID) -> dict[str, Any]:
        known = Purchase.objects.filter(customer_id=kept).values_list("key", flat=True)
        rows = Purchase.objects.filter(customer_id=absorbed).exclude(key__in=list(known))
        moved = [str(id) for id in rows.values_list("id", flat=True)]
        Purchase.objects.filter(id__in=moved).update(customer_id=kept)
        return {"purchases": moved}

    def part(self, moved: dict[str, Any], *, kept: UUID, absorbed: UUID) -> None:
        Purchase.objects.filter(id__in=moved["purchases"], customer_id=kept).update(customer_id=absorbed)


carry(Purchases())
