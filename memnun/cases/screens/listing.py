"""Lists of cases by place, and how many there are: never a page by number, never a count without an end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.utils.translation import get_language

from memnun.cases.models import Case, CaseQuerySet
from memnun.events.models import Viewer
from memnun.foundation.paging import Order, Place
from memnun.foundation.turkish.numbers import format_number
from memnun.people.models import Brand

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


def shown(cases: CaseQuerySet) -> CaseQuerySet:
    """The cases with what a card or a line shows of them, and no more."""
    return cases.select_related(*SHOWN).only(*FIELDS)


def stretch(cases: CaseQuerySet, order: str, after: Place | None, size: int) -> QuerySet[Case]:
    """Cases by a moment (`next_step_at`, `-closed_at` …) from a place on, and one more than a page of `size`."""
    return _order(order).stretch(shown(cases), after=after, size=size)


def page_of(rows: list[Case], order: str, size: int) -> Page:
    """The page of the rows that `stretch` found."""
    if len(rows) <= size:
        return Page(rows, None)
    last = rows[size - 1]
    return Page(rows[:size], Place(getattr(last, _order(order).field), last.id))


def counting(viewer: Viewer, wanted: Iterable[QuerySet[Any]]) -> QuerySet[Brand, tuple[int, ...]]:
    """One row with how many rows each query set has, up to one beyond the cap."""
    return Brand.objects.filter(id=viewer.brand_id).values_list(*(_Bounded(rows) for rows in wanted))


def counts_of(names: Iterable[str], rows: list[tuple[int, ...]]) -> dict[str, Count]:
    """The numbers that `counting` found, by name."""
    return {name: Count(number) for name, number in zip(names, rows[0], strict=True)}


class _Bounded(Subquery):
    template = "(SELECT count(*) FROM (%(subquery)s) AS bounded)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.order_by().values("id")[: CAP + 1])


def _order(order: str) -> Order:
    return Order(order.removeprefix("-"), newest_first=order.startswith("-"))
