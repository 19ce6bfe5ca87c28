"""The list of customers: filtered, newest contact first or by name, paged by place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from memnun.customers.models import Customer, Group
from memnun.desk.paging import Order, Place
from memnun.foundation import clock
from memnun.foundation.ids import read_uuid
from memnun.foundation.turkish.provinces import find_province
from memnun.people.models import Branch, Person

PAGE = 40
LAST_SEEN = {"7": 7, "30": 30, "90": 90, "365": 365}
NEWEST = Order("last_seen_at")


@dataclass(frozen=True)
class Filters:
    """What the address asks for; anything unknown in it is left out."""

    group: str = ""
    province: str = ""
    language: str = ""
    branch: UUID | None = None
    seen: str = ""
    order: str = "newest"

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filters:
        """The filters in a query string."""
        group, seen, order = query.get("group", ""), query.get("seen", ""), query.get("order", "")
        return cls(
            group=group if group in Group.values else "",
            province=_province(query.get("province", "")[:40]),
            language=query.get("language", "")[:5],
            branch=read_uuid(query.get("branch", "")),
            seen=seen if seen in LAST_SEEN else "",
            order="name" if order == "name" else "newest",
        )

    def apply(self, rows: QuerySet[Customer]) -> QuerySet[Customer]:
        """The rows that fit."""
        if self.group:
            rows = rows.filter(group=self.group)
        if self.province:
            rows = rows.filter(province=self.province)
        if self.language:
            rows = rows.filter(language=self.language)
        if self.branch:
            rows = rows.filter(branch_id=self.branch)
        if self.seen:
            rows = rows.filter(last_seen_at__gte=clock.now() - timedelta(days=LAST_SEEN[self.seen]))
        return rows

    def query(self) -> dict[str, str]:
        """The filters as they stand in an address."""
        told: dict[str, Any] = {
            "group": self.group, "province": self.province, "language": self.language, "branch": self.branch,
            "seen": self.seen, "order": "" if self.order == "newest" else self.order,
        }  # fmt: skip
        return {name: str(value) for name, value in told.items() if value}


@dataclass(frozen=True)
class Listed:
    """A page of customers; `older` is the address part of the next page, empty at the end."""

    customers: list[Customer]
    older: str = ""


def customers(person: Person, filters: Filters, after: str = "") -> Listed:
    """A page of the customers the person may see."""
    rows: Any = filters.apply(Customer.objects.visible_to(person).current())
    if filters.order == "name":
        return _by_name(rows, after)
    page = NEWEST.page(rows, after=Place.read(after), size=PAGE)
    return Listed(page.rows, page.older)


def _by_name(rows: QuerySet[Customer], after: str) -> Listed:
    """Those without a name come last, because they cannot be looked for by it."""
    if beyond := read_uuid(after):
        last = rows.filter(id=beyond).values_list("name_sort", flat=True).first()
        if last is not None:
            rows = rows.filter(Q(name_sort__gt=last) | Q(name_sort=last, id__gt=beyond))
    found = list(rows.exclude(name_sort="").order_by("name_sort", "id")[: PAGE + 1])
    return Listed(found[:PAGE], str(found[PAGE - 1].id) if len(found) > PAGE else "")


def branches(person: Person) -> list[Branch]:
    """The branches to filter by."""
    return list(Branch.objects.visible_to(person).order_by("name"))


def _province(written: str) -> str:
    """The province as it is kept, however it was written; what is no province stays as it is."""
    found = find_province(written)
    return found.name if found else written
