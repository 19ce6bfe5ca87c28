"""Links to recordings live as long as the line says, then they are destroyed, and the log says so."""

from __future__ import annotations

from collections import Counter

from django.db import transaction

from memnun.channels.phone import events as acts
from memnun.channels.phone.models import Call
from memnun.events.actions import Act, record_many
from memnun.foundation import clock

BATCH = 1000


def destroy_expired() -> int:
    """Destroy every link whose time has come, in batches; returns how many."""
    destroyed = 0
    while count := _destroy_batch():
        destroyed += count
    return destroyed


@transaction.atomic
def _destroy_batch() -> int:
    now = clock.now()
    due = Call.objects.with_expired_recording(now).select_for_update(skip_locked=True).order_by("id")
    found = list(due.values_list("id", "brand_id")[:BATCH])
    if not found:
        return 0
    ids = [id_ for id_, _brand in found]
    Call.objects.filter(id__in=ids).update(recording="", recording_until=None, recording_destroyed_at=now)
    brands = Counter(brand for _id, brand in found)
    record_many(
        Act(acts.RECORDING_DESTROYED, brand, details={"count": count}) for brand, count in brands.items()
    )
    return len(found)
