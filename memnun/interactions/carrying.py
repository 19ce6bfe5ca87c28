"""Contacts and conversations move along when two customers become one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from memnun.customers.carrying import carry
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.interactions.models import Conversation, Interaction

FOLLOW_CONVERSATIONS = """
UPDATE interactions_interaction i SET customer_id = c.customer_id FROM interactions_conversation c
WHERE c.id = i.conversation_id AND (i.id = ANY(%s::uuid[]) OR i.conversation_id = ANY(%s::uuid[]))
AND i.customer_id = %s AND c.customer_id <> i.customer_id
"""

MESSAGES_FOLLOW = """
UPDATE interactions_outboxmessage m SET customer_id = c.customer_id FROM interactions_conversation c
WHERE c.id = m.conversation_id AND c.customer_id = ANY(%s::uuid[]) AND m.customer_id <> c.customer_id
"""

RECOUNT = """
UPDATE customers_customer c SET interactions_count = x.n, regroup_at = %s,
    first_seen_at = COALESCE(x.first_at, c.first_seen_at), last_seen_at = COALESCE(x.last_at, c.last_seen_at)
FROM (SELECT wanted.id, count(i.id) AS n, min(i.occurred_at) AS first_at, max(i.occurred_at) AS last_at
      FROM customers_customer wanted
      LEFT JOIN interactions_interaction i ON i.customer_id = wanted.id AND i.brand_id = wanted.brand_id
      WHERE wanted.id = ANY(%s) GROUP BY wanted.id) x
WHERE c.id = x.id
"""


class Contacts:
    """Interactions and conversations of a customer."""

    name = "interactions"

    def absorb(self, *, kept: UUID, absorbed: UUID) -> dict[str, Any]:
        interactions = list(Interaction.objects.filter(customer_id=absorbed).values_list("id", flat=True))
        conversations = dict(Conversation.objects.filter(customer_id=absorbed).values_list("id", "group"))
        group = Customer.objects.values_list("group", flat=True).get(id=kept)
        Interaction.objects.filter(customer_id=absorbed).update(customer_id=kept)
        Conversation.objects.filter(customer_id=absorbed).update(customer_id=kept, group=group)
        _let_messages_follow(kept, absorbed)
        return {
            "interactions": [str(id) for id in interactions],
            "conversations": {str(id): group for id, group in conversations.items()},
        }

    def part(self, moved: dict[str, Any], *, kept: UUID, absorbed: UUID) -> None:
        """Conversations go back, and every contact stays with the customer of its conversation."""
        for group in set(moved["conversations"].values()):
            ids = [id for id, before in moved["conversations"].items() if before == group]
            Conversation.objects.filter(id__in=ids).update(customer_id=absorbed, group=group)
        with connection.cursor() as cursor:
            given: list[Any] = [list(moved["interactions"]), list(moved["conversations"]), kept]
            cursor.execute(FOLLOW_CONVERSATIONS, given)
            if cursor.rowcount != len(moved["interactions"]):
                cursor.execute(RECOUNT, [clock.now(), [kept, absorbed]])
        _let_messages_follow(kept, absorbed)


def _let_messages_follow(*customers: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MESSAGES_FOLLOW, [list(customers)])


carry(Contacts())
