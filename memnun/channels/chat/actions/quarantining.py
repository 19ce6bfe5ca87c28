"""Setting visitors aside who write without measure, and letting them back in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from memnun.channels.chat import events as acts
from memnun.channels.chat.models import Visitor
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.people.models import Person


@transaction.atomic
def set_aside(visitor_id: UUID, *, by: Person | None = None) -> None:
    """What the visitor writes from now on goes to quarantine: kept, shown there, troubling nobody."""
    visitor = Visitor.objects.select_for_update(no_key=True).get(id=visitor_id)
    if visitor.quarantined_at is None:
        visitor.quarantined_at = clock.now()
        visitor.save(update_fields=["quarantined_at"])
        record(acts.QUARANTINED, brand_id=visitor.brand_id, by=by, subject_id=visitor.id)


@transaction.atomic
def release(visitor: Visitor, *, by: Person) -> None:
    """Let the visitor write again."""
    current = Visitor.objects.select_for_update(no_key=True).get(id=visitor.id)
    if current.quarantined_at is not None:
        current.quarantined_at = None
        current.save(update_fields=["quarantined_at"])
        record(acts.RELEASED, brand_id=current.brand_id, by=by, subject_id=current.id)
