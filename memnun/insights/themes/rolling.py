"""Counts marked days anew."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from memnun.foundation import clock
from memnun.foundation.turkish.quoting import without_tail
from memnun.insights.models import KEPT, ChangedDay, DayVolume
from memnun.insights.themes.counting import TELLING, Key, themes_in
from memnun.people.models import Brand

REST = timedelta(seconds=20)
"""A day that changes all the time is counted at most so often."""
FETCHED = 500
BrandDay = tuple[UUID, date]

CONTACTS = """
SELECT COALESCE(NULLIF(i.text, ''), i.subject), r.kinds, r.topics, (r.details -> 'personal_data')::text, k.name
FROM interactions_interaction i
JOIN interactions_reading r ON r.interaction_id = i.id
JOIN interactions_conversation c ON c.id = i.conversation_id
JOIN customers_customer k ON k.id = i.customer_id
LEFT JOIN people_team t ON t.id = c.team_id
WHERE i.brand_id = %s AND i.occurred_at >= %s AND i.occurred_at < %s AND t.private IS NOT TRUE
"""
KEEP = """
INSERT INTO insights_themeday (brand_id, day, kind, key, shown, contacts)
SELECT %(brand)s, %(day)s, x.kind, x.key, x.shown, x.contacts
FROM unnest(%(kinds)s::text[], %(keys)s::text[], %(shown)s::text[], %(contacts)s::int[]) AS x(kind, key, shown, contacts)
ON CONFLICT (brand_id, day, kind, key) DO UPDATE SET shown = EXCLUDED.shown, contacts = EXCLUDED.contacts
WHERE (insights_themeday.shown, insights_themeday.contacts) IS DISTINCT FROM (EXCLUDED.shown, EXCLUDED.contacts)
"""
FORGET = """
DELETE FROM insights_themeday d WHERE d.brand_id = %(brand)s AND d.day = %(day)s AND NOT EXISTS (
    SELECT FROM unnest(%(kinds)s::text[], %(keys)s::text[]) AS x(kind, key) WHERE x.kind = d.kind AND x.key = d.key)
"""


@dataclass
class DayCount:
    """The themes of one day."""

    contacts: int = 0
    telling: int = 0
    themes: Counter[Key] = field(default_factory=Counter)
    forms: dict[Key, Counter[str]] = field(default_factory=dict)

    def shown(self, key: Key) -> str:
        """The form met most; of equals the first in the alphabet."""
        return min(self.forms[key].items(), key=lambda pair: (-pair[1], pair[0]))[0]


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The moments between which the day lies in Turkey."""
    begin = datetime.combine(day, time(), tzinfo=clock.ISTANBUL)
    return begin, datetime.combine(day + timedelta(days=1), time(), tzinfo=clock.ISTANBUL)


def count_day(brand_id: UUID, day: date) -> DayCount:
    """Read the contacts of one day and count their themes, private teams' left out."""
    found = DayCount()
    for text, kinds, topics, hidden, name in _contacts(brand_id, day):
        found.contacts += 1
        if not set(kinds) & set(TELLING):
            continue
        found.telling += 1
        for key, form in themes_in(without_tail(text), topics, json.loads(hidden or "[]"), name).items():
            found.themes[key] += 1
            found.forms.setdefault(key, Counter())[form] += 1
    return found


def _contacts(brand_id: UUID, day: date) -> Iterator[tuple[Any, ...]]:
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(CONTACTS, [brand_id, *day_bounds(day)])
        while rows := cursor.fetchmany(FETCHED):
            yield from rows


def find_due(less: Collection[BrandDay] = ()) -> BrandDay | None:
    """The brand and day marked longest, `less` left out; None when none is due."""
    marked = ChangedDay.objects.marked_longest(rest=REST, most=len(less) + 1)
    return next((due for due in marked if due not in less), None)


@transaction.atomic
def recount(brand_id: UUID, day: date) -> None:
    """Count a day anew and take its marks away; marks that come meanwhile stay."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('themes'), hashtext(%s))", [f"{brand_id} {day}"]
        )
    marks = list(ChangedDay.objects.filter(brand_id=brand_id, day=day).values_list("id", flat=True))
    if day > clock.today() - KEPT and Brand.objects.filter(id=brand_id).exists():
        _keep(brand_id, day, count_day(brand_id, day))
    ChangedDay.objects.filter(id__in=marks).delete()


def _keep(brand_id: UUID, day: date, count: DayCount) -> None:
    keys = list(count.themes)
    given: dict[str, Any] = {
        "brand": brand_id,
        "day": day,
        "kinds": [key.kind for key in keys],
        "keys": [key.key for key in keys],
        "shown": [count.shown(key) for key in keys],
        "contacts": [count.themes[key] for key in keys],
    }
    with connection.cursor() as cursor:
        cursor.execute(FORGET, given)
        cursor.execute(KEEP, given)
    DayVolume.objects.update_or_create(
        brand_id=brand_id,
        day=day,
        defaults={"contacts": count.contacts, "telling": count.telling, "counted_at": clock.now()},
    )
