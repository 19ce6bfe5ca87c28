"""Packs marked days anew."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from memnun.cases.models import DayColumn, MarkedDay
from memnun.cases.tallies.kinds import TALLIES, Tally
from memnun.foundation import clock
from memnun.people.models import Brand

REST = timedelta(seconds=3)
"""What changes in quick succession is packed together; a day that changes all the time is packed at most so often."""
AT_ONCE = 31
"""Days of a brand packed in one transaction."""

NUMBER_KEYS = """
INSERT INTO cases_tallykey (brand_id, key, code)
SELECT %(brand)s, fresh.key, (SELECT COALESCE(max(code), 0) FROM cases_tallykey WHERE brand_id = %(brand)s)
    + row_number() OVER (ORDER BY fresh.key)
FROM (SELECT DISTINCT told.key FROM {source}, LATERAL (VALUES {keys}) AS told(key)
      WHERE {owner} = %(brand)s AND {within} AND told.key <> ''
      AND NOT EXISTS (SELECT FROM cases_tallykey k WHERE k.brand_id = %(brand)s AND k.key = told.key)) AS fresh
"""
PACK = """
WITH packed AS (
    SELECT {day} AS day, {columns}
    FROM {source} {joins}
    WHERE {owner} = %(brand)s AND {within} GROUP BY 1)
INSERT INTO cases_daycolumn (brand_id, kind, name, day, packed)
SELECT %(brand)s, %(kind)s, one.name, packed.day, one.bytes
FROM packed, LATERAL (VALUES {values}) AS one(name, bytes) WHERE packed.day = ANY(%(days)s)
"""


@dataclass(frozen=True, slots=True)
class Due:
    """Days of a brand that are to be packed anew."""

    brand_id: UUID
    days: Sequence[date]


def find_due(less: Collection[UUID] = ()) -> Due | None:
    """The brand marked longest with the days that lie near each other; brands in `less` are left out."""
    marked = MarkedDay.objects.marked_longest(rest=REST, most=AT_ONCE * (len(less) + 1))
    waiting = [(brand_id, day) for brand_id, day in marked if brand_id not in less]
    if not waiting:
        return None
    brand_id, first = waiting[0]
    near = {day for each, day in waiting if each == brand_id and abs((day - first).days) < AT_ONCE}
    return Due(brand_id, sorted(near))


@transaction.atomic
def recount(brand_id: UUID, days: Sequence[date]) -> None:
    """Take the marks of some days of a brand away and pack the days anew; marks that come meanwhile stay."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('tallies'), hashtext(%s))", [str(brand_id)])
    MarkedDay.objects.filter(brand_id=brand_id, day__in=days).delete()
    if Brand.objects.filter(id=brand_id).exists():
        DayColumn.objects.filter(brand_id=brand_id, day__in=days).delete()
        for each in TALLIES.values():
            _pack(each, brand_id, days)


def _pack(each: Tally, brand_id: UUID, days: Sequence[date]) -> None:
    first, last = min(days), max(days)
    given: dict[str, Any] = {
        "brand": brand_id,
        "kind": each.kind,
        "days": list(days),
        "first": first,
        "last": last,
        "begin": _midnight(first),
        "end": _midnight(last + timedelta(days=1)),
    }
    with connection.cursor() as cursor:
        if each.keys:
            cursor.execute(_number_keys(each), given)
        cursor.execute(_statement(each), given)


def _number_keys(each: Tally) -> str:
    keys = ", ".join(f"({sql})" for sql in each.keys.values())
    return NUMBER_KEYS.format(source=each.source, owner=each.owner, within=each.within, keys=keys)


def _statement(each: Tally) -> str:
    packed = {name: f"int2send(COALESCE(key_{name}.code, 0)::int2)" for name in each.keys}
    packed |= {name: column.sql for name, column in each.columns.items()}
    joins = [
        f"LEFT JOIN cases_tallykey key_{name} ON key_{name}.brand_id = {each.owner} AND key_{name}.key = {sql}"
        for name, sql in each.keys.items()
    ]
    columns = [
        f"string_agg({sql}, ''::bytea ORDER BY {each.order}) AS {name}" for name, sql in packed.items()
    ]
    return PACK.format(
        day=each.day,
        columns=", ".join(columns),
        source=each.source,
        joins=" ".join(joins),
        owner=each.owner,
        within=each.within,
        values=", ".join(f"('{name}', packed.{name})" for name in packed),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.ISTANBUL)
