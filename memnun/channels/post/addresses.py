"""Where a customer's letters go."""

from __future__ import annotations

from memnun.interactions.models import Conversation, OutboxMessage

FACT = "postal_address"
LONGEST = 320


def known_address(conversation: Conversation) -> str:
    """The lines of the address: the one of the customer's facts, else of their last letter; "" when unknown."""
    told = conversation.customer.facts.get(FACT)
    if isinstance(told, str) and told.strip():
        return told.strip()[:LONGEST]
    last = OutboxMessage.objects.filter(customer_id=conversation.customer_id, kind="post")
    values = last.order_by("-created_at").values_list("to_value", flat=True)
    return values.first() or ""
