"""What ends by itself: silent follow-ups, solved cases nobody came back to, absences that begin."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from memnun.cases.actions.allocating import hand_over
from memnun.cases.actions.following_up import note_silence
from memnun.cases.actions.resolving import close
from memnun.cases.models import Absence, Case, FollowUp, State, Step
from memnun.foundation import clock
from memnun.purchases.actions import GUESSED_WITHIN

BATCH = 200


@transaction.atomic
def silence_follow_ups(now: datetime | None = None, limit: int = BATCH) -> int:
    """Close cases whose customers were asked and said nothing until the last day; returns how many."""
    asked = FollowUp.objects.filter(state=FollowUp.State.ASKED, until__lte=now or clock.now())
    held = asked.select_for_update(no_key=True, skip_locked=True, of=("self", "case"))
    rows = list(held.select_related("case").order_by("until", "id")[:limit])
    for follow_up in rows:
        note_silence(follow_up)
    return len(rows)


@transaction.atomic
def close_rested(now: datetime | None = None, limit: int = BATCH) -> int:
    """Close solved cases without an unfinished follow-up whose time to come back is over; returns how many."""
    rested = Case.objects.filter(
        state=State.RESOLVED, next_step=Step.NONE, next_step_at__lte=now or clock.now()
    ).exclude(follow_ups__state__in=[FollowUp.State.PLANNED, FollowUp.State.ASKED])
    rows = list(
        rested.select_for_update(no_key=True, skip_locked=True).order_by("next_step_at", "id")[:limit]
    )
    for case in rows:
        close(case)
    return len(rows)


def hand_over_absences(now: datetime | None = None) -> int:
    """Hand over the cases of those who are away now; returns how many changed hands."""
    away = Absence.objects.at(now or clock.now()).filter(handed_over_at=None)
    return sum(hand_over(absence) for absence in away)


DATE_CASES = """
UPDATE cases_case c SET days_after_purchase = (c.opened_at AT TIME ZONE 'Europe/Istanbul')::date - p.last
FROM (SELECT d.id, max(b."on") AS last FROM cases_case d
      JOIN purchases_purchase b ON b.customer_id = d.customer_id
          AND (d.opened_at AT TIME ZONE 'Europe/Istanbul')::date - b."on" BETWEEN 0 AND %s
      WHERE d.days_after_purchase IS NULL AND d.opened_at > %s GROUP BY d.id) p
WHERE c.id = p.id
"""
LATE_WORD = timedelta(days=400)
"""For how long after its opening a case may still learn of the purchase before it."""


def date_cases(now: datetime | None = None) -> int:
    """Count the days since the purchase for cases that learned of one after they were opened; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(DATE_CASES, [GUESSED_WITHIN, (now or clock.now()) - LATE_WORD])
        return int(cursor.rowcount)
