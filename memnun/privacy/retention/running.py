"""The nightly destruction of what is past its time, told in the log of destructions."""

from __future__ import annotations

import time
from calendar import monthrange
from collections import Counter
from datetime import datetime

from django.db import transaction

from memnun.events.actions import record
from memnun.foundation import clock
from memnun.foundation.clock import ISTANBUL
from memnun.privacy import events as acts
from memnun.privacy.models import Destruction, RetentionRule
from memnun.privacy.retention.shelves import SHELVES, Done

LONGEST = 2 * 60 * 60.0
"""Seconds a rule works in one night; the next night goes on where this one stopped."""


def destroy_expired(now: datetime | None = None, *, longest: float = LONGEST) -> int:
    """Destroy what the rules of all brands say; returns how many rows that were."""
    rules = RetentionRule.objects.select_related("brand").order_by("brand_id", "category")
    return sum(apply_rule(rule, now or clock.now(), longest=longest) for rule in list(rules))


def apply_rule(rule: RetentionRule, now: datetime, *, longest: float = LONGEST) -> int:
    """Destroy what is past the time of one rule; each batch is committed together with how far it came.

    Every night goes on behind the last one; on the first night of a month everything is looked through anew,
    for what was held then may be free now.
    """
    if _begins_anew(rule, now):
        rule.reached = ""
    until, rows, begun = months_before(now, rule.months), Counter[str](), time.monotonic()
    while True:
        done = _destroy_some(rule, until, now)
        rows.update(done.rows)
        if not done.more or time.monotonic() - begun > longest:
            break
    if rows:
        _tell(rule, rows, now)
    return rows.total()


def months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months before, or the last of a shorter month."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def _begins_anew(rule: RetentionRule, now: datetime) -> bool:
    if rule.ran_at is None:
        return True
    ran, today = rule.ran_at.astimezone(ISTANBUL), now.astimezone(ISTANBUL)
    return (ran.year, ran.month) != (today.year, today.month)


@transaction.atomic
def _destroy_some(rule: RetentionRule, until: datetime, now: datetime) -> Done:
    done = SHELVES[rule.category](rule.brand_id, until, rule.reached)
    rule.reached, rule.ran_at = done.reached, now
    rule.save(update_fields=["reached", "ran_at"])
    return done


@transaction.atomic
def _tell(rule: RetentionRule, rows: Counter[str], now: datetime) -> None:
    ended = Destruction.objects.create(
        brand=rule.brand,
        category=rule.category,
        ground=Destruction.Ground.PURPOSE_ENDED,
        rows=dict(rows),
        at=now,
    )
    record(
        acts.DESTROYED,
        brand_id=rule.brand_id,
        subject_id=ended.id,
        category=rule.category,
        count=rows.total(),
    )
