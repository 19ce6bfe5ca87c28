"""Contacts and conversations move along when two customers become one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from memnun.customers.carrying import carry
from memnun.customers.models import Customer
from memnun.interactions.models import Conversation, Interaction


class Contacts:
    """Interactions and conversations of a customer."""

    name = "interactions"

    def absorb(self, *, kept: UUID, absorbed: UUID) -> dict[str, Any]:
        interactions = list(Interaction.objects.filter(customer_id=absorbed).values_list("id", flat=True))
        conversations = dict(Conversation.objects.filter(customer_id=absorbed).values_list("id", "group"))
        group = Customer.objects.values_list("group", flat=True).get(id=kept)
        Interaction.objects.filter(customer_id=absorbed).update(customer_id=kept)
        Conversation.objects.filter(customer_id=absorbed).update(customer_id=kept, group=group)
        return {
            "interactions": [str(id) for id in interactions],
            "conversations": {str(id): group for id, group in conversations.items()},
        }

    def part(self, moved: dict[str, Any], *, kept: UUID, absorbed: UUID) -> None:
        Interaction.objects.filter(id__in=moved["interactions"]).update(customer_id=absorbed)
        for group in set(moved["conversations"].values()):
            ids = [id for id, before in moved["conversations"].items() if before == group]
            Conversation.objects.filter(id__in=ids).update(customer_id=absorbed, group=group)


carry(Contacts())
