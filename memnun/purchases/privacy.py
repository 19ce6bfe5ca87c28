"""What this room knows of a customer: given out to them, and erased."""

from __future__ import annotations

from typing import Any

from memnun.customers.models import Customer
from memnun.purchases.models import Purchase


def export(customer: Customer) -> list[dict[str, Any]]:
    """Their purchases, newest first, as JSON-ready values."""
    rows = Purchase.objects.filter(customer=customer).order_by("-on", "-id")
    return [{"number": row.key, "product": row.product, "on": row.on.isoformat()} for row in rows]


def erase(customer: Customer) -> dict[str, int]:
    """Forget them; the days that cases remember stay, for they name nobody."""
    return {"purchases": Purchase.objects.filter(customer=customer).delete()[0]}
