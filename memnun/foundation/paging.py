"""Pages of long lists by place (a moment and an id), never by number: page 1 and page 10,000 cost the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
PAGE = 30


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in a list ordered by a moment and then by id."""

    at: datetime
    id: UUID

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MICROSECOND}-{self.id.hex}"

    @classmethod
    def read(cls, text: str | None) -> Place | None:
        """The place written by `str`, or None for anything else: the list then starts at its beginning."""
        moment, _, id_ = (text or "").partition("-")
        try:
            return cls(EPOCH + int(moment) * MICROSECOND, UUID(hex=id_))
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows in the order of the list; `newer` and `older` are empty where the list ends."""

    rows: list[Row]
    newer: str = ""
    older: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """A list's order: by a moment, newest or oldest first, then by id."""

    field: str
    newest_first: bool = True

    def page(
        self,
        rows: QuerySet[Row, Any],
        *,
        after: Place | None = None,
        before: Place | None = None,
        size: int = PAGE,
    ) -> Page[Row]:
        """The rows behind `after`, or those just in front of `before`, or the first ones."""
        found = list(self.stretch(rows, after=after, before=before, size=size))
        return self.as_page(found, after=after, before=before, size=size)

    def stretch(
        self,
        rows: QuerySet[Row, Any],
        *,
        after: Place | None = None,
        before: Place | None = None,
        size: int = PAGE,
    ) -> QuerySet[Row, Any]:
        """The query set of a page: its rows and one more, in the direction in which they are looked for."""
        forward = before is None
        descending = self.newest_first == forward
        if place := after if forward else before:
            rows = self._beyond(rows, place, descending=descending)
        sign = "-" if descending else ""
        return rows.order_by(f"{sign}{self.field}", f"{sign}id")[: size + 1]

    def as_page(
        self, found: list[Row], *, after: Place | None = None, before: Place | None = None, size: int = PAGE
    ) -> Page[Row]:
        """The page of the rows that `stretch` found."""
        forward = before is None
        more, found = len(found) > size, found[:size]
        if not forward:
            found.reverse()
        return Page(
            found,
            newer=self._place(found[0]) if found and (more if not forward else after) else "",
            older=self._place(found[-1]) if found and (more if forward else True) else "",
        )

    def _beyond(self, rows: QuerySet[Row, Any], place: Place, *, descending: bool) -> QuerySet[Row, Any]:
        """An index range with the ties of its first moment sorted out."""
        side = "lt" if descending else "gt"
        strictly = Q(**{f"{self.field}__{side}": place.at}) | Q(**{f"id__{side}": place.id})
        return rows.filter(strictly, **{f"{self.field}__{side}e": place.at})

    def _place(self, row: Model) -> str:
        return str(Place(getattr(row, self.field), row.pk))
