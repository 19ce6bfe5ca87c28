"""Taking an import back: its contacts go, and with them conversations and customers that only it made."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.archive import events as acts
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.interactions.actions.removing import remove_contacts
from memnun.interactions.models import Import, RawInbound
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
    remove_contacts(intake.brand_id, ids, customers_since=intake.started_at or intake.created_at)
    return len(ids)
