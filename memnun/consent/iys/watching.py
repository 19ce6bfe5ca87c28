"""İYS's clock: what is due today is told in time, what was missed is marked."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count

from memnun.consent import events as acts
from memnun.consent.actions.telling import tell_of_consents
from memnun.consent.models import ConsentStatus, IysReport
from memnun.events.actions import record
from memnun.foundation import clock

WARNED_BEFORE = timedelta(hours=24)
BATCH = 500


def warn(now: datetime | None = None) -> int:
    """Tell each brand once a day how much is due within 24 hours; returns how many brands were told."""
    now = now or clock.now()
    owed = IysReport.objects.owed().filter(due_at__gt=now, due_at__lte=now + WARNED_BEFORE).order_by()
    counts = dict(owed.values_list("brand_id").annotate(count=Count("consent_id")))
    for brand_id, count in counts.items():
        record(acts.DUE_SOON, brand_id=brand_id, count=count)
    return len(counts)


def mark_missed(now: datetime | None = None) -> int:
    """Consents that İYS was not told of in time can never be used; returns how many that were.

    A refusal that is late stays due: it must reach İYS all the same.
    """
    now = now or clock.now()
    done = 0
    while missed := _mark_some(now):
        done += missed
    return done


@transaction.atomic
def _mark_some(now: datetime) -> int:
    late = IysReport.objects.owed().filter(due_at__lte=now, consent__status=ConsentStatus.ONAY)
    rows = list(
        late.select_related("consent").select_for_update(no_key=True, of=("self",), skip_locked=True)[:BATCH]
    )
    IysReport.objects.filter(consent_id__in=[row.consent_id for row in rows]).update(
        state=IysReport.State.MISSED, changed_at=now
    )
    tell_of_consents(acts.MISSED, rows)
    return len(rows)
