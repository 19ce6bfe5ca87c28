"""Lists of cases by place, and how many there are: never a page by number, never a count without an end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import get_language

from memnun.cases.models import Case
from memnun.foundation.paging import Order, Place
from memnun.foundation.turkish.numbers import format_number

PAGE = 20
CAP = 1000
SHOWN = ("type", "customer", "assignee")
FIELDS = (
    "number", "title", "channel", "state", "urgency", "next_step", "next_step_text", "next_step_at", "closed_at",
    "type__name", "customer__name", "customer__called", "assignee__name",
)  # fmt: skip
"""All that a card shows: a board has a hundred of them, and whole rows of four tables take longer to read."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number to show: exact up to 1,000, "1.000+" beyond."""

    number: int

    def __str__(self) -> str:
        language = get_language() or "tr"
        if self.number > CAP:
            return f"{format_number(CAP, 0, language)}+"
        return format_number(self.number, 0, language)


@dataclass(frozen=True, slots=True)
class Page:
    """Some cases, and where the next ones begin."""

    cases: list[Case]
    following: Place | None


def page_of(cases: QuerySet[Case], order: str, after: Place | None = None, size: int = PAGE) -> Page:
    """A page of cases by a moment (`next_step_at`, `-closed_at` …), with what a card shows; one query."""
    field, falling = order.removeprefix("-"), order.startswith("-")
    shown = cases.select_related(*SHOWN).only(*FIELDS)
    rows = list(Order(field, newest_first=falling).stretch(shown, after=after, size=size))
    if len(rows) <= size:
        return Page(rows, None)
    last = rows[size - 1]
    return Page(rows[:size], Place(getattr(last, field), last.id))


def count(wanted: Mapping[str, QuerySet[Any]]) -> dict[str, Count]:
    """How many rows each query set has, up to the cap, in one statement."""
    statements: list[str] = []
    parameters: list[Any] = []
    for rows in wanted.values():
        sql, values = rows.order_by().values("id")[: CAP + 1].query.sql_with_params()
        statements.append(f"(SELECT count(*) FROM ({sql}) AS bounded)")
        parameters += values
    if not statements:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(statements)}", parameters)
        numbers = cursor.fetchone()
    return {name: Count(number) for name, number in zip(wanted, numbers, strict=True)}
