"""What this room knows of a customer: the lists of messages in time they stand on."""

from __future__ import annotations

from memnun.customers.models import Customer
from memnun.preventing.models import Recipient


def export(customer: Customer) -> list[dict[str, str]]:
    """The messages they were to get and what became of each."""
    rows = Recipient.objects.filter(customer=customer).select_related("message").order_by("-message__made_at")
    return [{"message": row.message.subject, "state": row.state} for row in rows]


def erase(customer: Customer) -> dict[str, int]:
    """Take them off every list."""
    return {"recipients": Recipient.objects.filter(customer=customer).delete()[0]}
