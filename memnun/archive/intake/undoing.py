"""Taking an import back: its contacts go, and with them conversations and customers that only it made."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from memnun.archive import events as acts
from memnun.customers.models import Customer, CustomerMerge
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.interactions.actions.summarising import resummarise
from memnun.interactions.models import Conversation, Import, Interaction, RawInbound
from memnun.people.models import Person

BATCH = 500


class CannotUndo(ValueError):
    """The import cannot be taken back; the text says why."""


def begin_undo(intake: Import) -> None:
    """Mark the import as being undone. Raises CannotUndo while it runs or when it is undone already."""
    undoable = [Import.State.DONE, Import.State.FAILED, Import.State.UNDOING]
    changed = Import.objects.filter(id=intake.id, state__in=undoable).update(state=Import.State.UNDOING)
    if not changed:
        raise CannotUndo(_("Only an import that has ended can be taken back."))


def undo(intake: Import, *, by: Person | None) -> int:
    """Remove what the import brought, in batches; returns how many contacts went.

    Can be interrupted and run again. Contacts that other imports or channels brought stay, also when
    they are in the same conversations.
    """
    begin_undo(intake)
    removed = 0
    while count := _undo_batch(intake):
        removed += count
    with transaction.atomic():
        intake.refresh_from_db()
        intake.state, intake.finished_at = Import.State.UNDONE, clock.now()
        intake.save(update_fields=["state", "finished_at"])
        intake.wrong_rows.all().delete()
        record(
            acts.IMPORT_UNDONE,
            brand_id=intake.brand_id,
            by=by,
            subject_id=intake.id,
            file=intake.file_name,
            count=removed,
        )
    return removed


@transaction.atomic
def _undo_batch(intake: Import) -> int:
    raws = RawInbound.objects.filter(source_kind="import", source_id=intake.id).order_by("id")
    ids = list(raws.values_list("id", flat=True)[:BATCH])
    if not ids:
        return 0
    contacts = Interaction.objects.filter(id__in=ids)
    conversations = set(contacts.values_list("conversation_id", flat=True))
    customers = set(contacts.values_list("customer_id", flat=True))
    _remove("interactions_correction", "interaction_id", ids)
    _remove("interactions_reading", "interaction_id", ids)
    _remove("interactions_threadevidence", "interaction_id", ids)
    _remove("interactions_thread", "interaction_id", ids)
    _remove("interactions_attachment", "interaction_id", ids)
    _remove("interactions_searchdocument", "interaction_id", ids)
    _remove("interactions_interaction", "id", ids)
    RawInbound.objects.filter(id__in=ids).delete()
    _settle_conversations(conversations)
    _settle_customers(intake, customers)
    return len(ids)


def _remove(table: str, column: str, ids: list[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {column} = ANY(%s)", [ids])


def _settle_conversations(ids: set[UUID]) -> None:
    left = set(
        Interaction.objects.filter(conversation__in=ids).values_list("conversation_id", flat=True).distinct()
    )
    worked_on = set(Conversation.objects.filter(id__in=ids, notes__isnull=False).values_list("id", flat=True))
    Conversation.objects.filter(id__in=ids - left - worked_on).delete()
    Conversation.objects.filter(id__in=worked_on - left).update(interactions_count=0, waiting_since=None)
    for conversation in Conversation.objects.filter(id__in=left):
        resummarise(conversation)


RECOUNT = """
UPDATE customers_customer c SET interactions_count = x.n, regroup_at = now(),
    first_seen_at = COALESCE(x.first_at, c.first_seen_at), last_seen_at = COALESCE(x.last_at, c.last_seen_at)
FROM (SELECT wanted.id, count(i.id) AS n, min(i.occurred_at) AS first_at, max(i.occurred_at) AS last_at
      FROM unnest(%s::uuid[]) AS wanted(id)
      LEFT JOIN interactions_interaction i ON i.customer_id = wanted.id AND i.brand_id = %s GROUP BY wanted.id) x
WHERE c.id = x.id
"""


def _settle_customers(intake: Import, ids: set[UUID]) -> None:
    """Customers who came with the import and have nothing else go; the others are counted again."""
    since = intake.started_at or intake.created_at
    merged = set(CustomerMerge.objects.filter(kept__in=ids).values_list("kept_id", flat=True))
    orphans = Customer.objects.filter(id__in=ids - merged, created_at__gte=since, conversations=None)
    orphans.delete()
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, [list(ids), intake.brand_id])
