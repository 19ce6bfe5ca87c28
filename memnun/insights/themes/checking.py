"""Compares a brand's last seven days with the eight weeks before, and keeps what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection, transaction
from django.db.models import Max

from memnun.foundation import clock
from memnun.insights.models import KEPT, DayVolume, Theme, ThemeCheck, ThemeDay, ThemeKind
from memnun.insights.themes.chance import DAYS, LEAST_TOGETHER, WEEKS, Judged, Judgement, judge

SPAN = (WEEKS + 1) * DAYS
CHECK_EVERY = timedelta(minutes=10)
MOST_RISING = 50
FREQUENT = 12
COVERED = 0.8
"""A word that stands mostly in one rising pair says nothing beside it."""

DAILY = """
SELECT kind, key, (array_agg(shown ORDER BY day DESC))[1], array_agg(day - %(first)s::date ORDER BY day),
    array_agg(contacts ORDER BY day)
FROM insights_themeday WHERE brand_id = %(brand)s AND day BETWEEN %(first)s AND %(last)s
GROUP BY kind, key HAVING sum(contacts) >= %(least)s ORDER BY kind, key
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """A theme and its counts: 9 weeks x 7 days."""

    kind: str
    key: str
    shown: str
    daily: np.ndarray[tuple[int, int], np.dtype[np.float64]]

    @property
    def weeks(self) -> list[int]:
        """The nine weekly counts, oldest first."""
        return [int(count) for count in self.daily.sum(axis=1)]


@transaction.atomic
def check_themes(brand_id: UUID) -> ThemeCheck:
    """Compare, and put what was found in place of what was found before."""
    last = clock.today()
    first = last - timedelta(days=SPAN - 1)
    ThemeDay.objects.filter(brand_id=brand_id, day__lte=last - KEPT).delete()
    DayVolume.objects.filter(brand_id=brand_id, day__lte=last - KEPT).delete()
    volumes = np.zeros(SPAN)
    rows = DayVolume.objects.filter(brand_id=brand_id, day__gte=first, day__lte=last)
    for day, telling in rows.values_list("day", "telling"):
        volumes[(day - first).days] = telling
    contacts = volumes.reshape(WEEKS + 1, DAYS)
    counted = list(_counted(brand_id, first, last))
    mentions = np.array([theme.daily for theme in counted]).reshape(-1, WEEKS + 1, DAYS)
    found = judge(mentions, contacts)
    Theme.objects.filter(brand_id=brand_id).delete()
    Theme.objects.bulk_create(_kept(brand_id, counted, found))
    check, _created = ThemeCheck.objects.update_or_create(
        brand_id=brand_id,
        defaults={
            "at": clock.now(),
            "week_ends": last,
            "tested": len(found.judged),
            "variation": found.variation,
            "telling": [int(count) for count in contacts.sum(axis=1)],
        },
    )
    return check


def check_due() -> UUID | None:
    """Compare for one brand whose counts or day changed since the last time; None when none is due."""
    now = clock.now()
    checked = dict(ThemeCheck.objects.values_list("brand_id", "at"))
    newest = DayVolume.objects.values("brand_id").annotate(counted=Max("counted_at"))
    for brand_id, counted_at in newest.values_list("brand_id", "counted"):
        at = checked.get(brand_id)
        new_day = at and at.astimezone(clock.ISTANBUL).date() < clock.today()
        if at is None or new_day or at < min(counted_at, now - CHECK_EVERY):
            check_themes(brand_id)
            return brand_id
    return None


def _counted(brand_id: UUID, first: date, last: date) -> Iterable[Counted]:
    given: dict[str, Any] = {"brand": brand_id, "first": first, "last": last, "least": LEAST_TOGETHER}
    with connection.cursor() as cursor:
        cursor.execute(DAILY, given)
        for kind, key, shown, days, counts in cursor.fetchall():
            daily = np.zeros(SPAN)
            daily[days] = counts
            yield Counted(kind, key, shown, daily.reshape(WEEKS + 1, DAYS))


def _kept(brand_id: UUID, counted: Sequence[Counted], found: Judgement) -> list[Theme]:
    rising = sorted((one for one in found.judged if one.rises), key=lambda one: (one.p, -one.now))
    told = _without_covered(counted, rising)[:MOST_RISING]
    names = {one.place for one in rising}
    topics = [
        one for one in found.judged
        if counted[one.place].kind == ThemeKind.TOPIC and one.place not in names and one.now
    ]  # fmt: skip
    frequent = sorted(topics, key=lambda one: -one.now)[:FREQUENT]
    return [
        Theme(
            brand_id=brand_id, kind=theme.kind, key=theme.key, shown=theme.shown, weeks=theme.weeks,
            expected=one.expected, p=one.p, q=one.q, rises=one.rises,
        )
        for one in (*told, *frequent)
        for theme in (counted[one.place],)
    ]  # fmt: skip


def _without_covered(counted: Sequence[Counted], rising: Sequence[Judged]) -> list[Judged]:
    """The rising themes less words that are told by a rising pair of words already."""
    pairs = [one for one in rising if counted[one.place].kind == ThemeKind.PHRASE]
    covered = {
        word
        for pair in pairs
        for word in counted[pair.place].key.split()
        for one in rising
        if counted[one.place].kind == ThemeKind.WORD
        and counted[one.place].key == word
        and pair.now >= COVERED * one.now
    }
    return [
        one
        for one in rising
        if not (counted[one.place].kind == ThemeKind.WORD and counted[one.place].key in covered)
    ]
