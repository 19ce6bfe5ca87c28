"""Contacts that were brought in by mistake go again, and with them conversations and customers that only they made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from memnun.customers.models import Customer, CustomerMerge
from memnun.interactions.actions.summarising import resummarise
from memnun.interactions.models import Conversation, Interaction, RawInbound

RECOUNT = """
UPDATE customers_customer c SET interactions_count = x.n, regroup_at = now(),
    first_seen_at = COALESCE(x.first_at, c.first_seen_at), last_seen_at = COALESCE(x.last_at, c.last_seen_at)
FROM (SELECT wanted.id, count(i.id) AS n, min(i.occurred_at) AS first_at, max(i.occurred_at) AS last_at
      FROM unnest(%s::uuid[]) AS wanted(id)
      LEFT JOIN interactions_interaction i ON i.customer_id = wanted.id AND i.brand_id = %s GROUP BY wanted.id) x
WHERE c.id = x.id
"""


@transaction.atomic
def remove_contacts(brand_id: UUID, ids: Sequence[UUID], *, customers_since: datetime) -> None:
    """Remove these raw records and the contacts made of them.

    Contacts of others stay, also in the same conversations. A customer goes along who came after
    `customers_since` and has nothing else; the others are counted again. Give at most some hundred ids.
    """
    contacts = Interaction.objects.filter(brand_id=brand_id, id__in=ids)
    conversations = set(contacts.values_list("conversation_id", flat=True))
    customers = set(contacts.values_list("customer_id", flat=True))
    _remove("interactions_correction", "interaction_id", ids)
    _remove("interactions_reading", "interaction_id", ids)
    _remove("interactions_threadevidence", "interaction_id", ids)
    _remove("interactions_thread", "interaction_id", ids)
    _remove("interactions_attachment", "interaction_id", ids)
    _remove("interactions_searchdocument", "interaction_id", ids)
    _remove("interactions_interaction", "id", ids)
    RawInbound.objects.filter(brand_id=brand_id, id__in=ids).delete()
    _settle_conversations(conversations)
    _settle_customers(brand_id, customers_since, customers)


def _remove(table: str, column: str, ids: Sequence[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s)", [list(ids)])


def _settle_conversations(ids: set[UUID]) -> None:
    left = set(
        Interaction.objects.filter(conversation__in=ids).values_list("conversation_id", flat=True).distinct()
    )
    worked_on = set(Conversation.objects.filter(id__in=ids, notes__isnull=False).values_list("id", flat=True))
    Conversation.objects.filter(id__in=ids - left - worked_on).delete()
    Conversation.objects.filter(id__in=worked_on - left).update(interactions_count=0, waiting_since=None)
    for conversation in Conversation.objects.filter(id__in=left):
        resummarise(conversation)


def _settle_customers(brand_id: UUID, since: datetime, ids: set[UUID]) -> None:
    merged = set(CustomerMerge.objects.filter(kept__in=ids).values_list("kept_id", flat=True))
    orphans = Customer.objects.filter(id__in=ids - merged, created_at__gte=since, conversations=None)
    orphans.delete()
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, [list(ids), brand_id])
