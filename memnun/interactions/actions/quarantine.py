"""What could not be read is tried again or set aside by hand; its bytes are always kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from memnun.events.actions import record
from memnun.interactions import events as acts
from memnun.interactions.models import RawInbound
from memnun.interactions.models.raw import RawState
from memnun.people.models import Person

if TYPE_CHECKING:
    from memnun.interactions.models import RawInboundQuerySet


@transaction.atomic
def rerun(raws: RawInboundQuerySet, *, by: Person | None) -> int:
    """Put quarantined records back into the queue; returns how many."""
    count = raws.order_by().update(state=RawState.WAITING, attempts=0, problem="")
    if count and by:
        record(acts.QUARANTINE_RERUN, brand_id=by.brand_id, by=by, count=count)
    return count


@transaction.atomic
def release(raw: RawInbound, *, by: Person) -> None:
    """Set one record aside for good."""
    raw.state = RawState.RELEASED
    raw.save(update_fields=["state"])
    record(
        acts.QUARANTINE_RELEASED, brand_id=raw.brand_id, by=by, subject_id=raw.id, external_id=raw.external_id
    )
