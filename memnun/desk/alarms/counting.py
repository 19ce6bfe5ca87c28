"""How many there are of each alarm, in one statement over small indexes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value

from memnun.desk.alarms.sources import SHOWN, SOURCES, Line, Source
from memnun.people.models import Person


@dataclass(frozen=True)
class Alarm:
    """One alarm that stands, and the first few of what it counts."""

    source: Source
    count: int
    lines: list[Line]


def counts_of(person: Person) -> dict[str, int]:
    """By slug how many a person may see; alarms without any are left out."""
    first, *others = [_count(source, person) for source in SOURCES]
    return {slug: count for slug, count in first.union(*others, all=True) if count}


def alarms_of(person: Person) -> list[Alarm]:
    """The alarms that stand, the weightiest first."""
    counts = counts_of(person)
    return [
        Alarm(source, counts[source.slug], source.lines(source.rows(person)[:SHOWN]))
        for source in SOURCES
        if source.slug in counts
    ]


def _count(source: Source, person: Person) -> QuerySet[Any, tuple[str, int]]:
    slug = Value(source.slug, output_field=CharField())
    rows = source.rows(person).select_related(None).order_by()
    counted: QuerySet[Any, tuple[str, int]] = (
        rows.values(alarm=slug).annotate(n=Count("pk")).values_list("alarm", "n")
    )
    return counted
