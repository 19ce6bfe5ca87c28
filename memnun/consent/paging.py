"""Pages of this room's lists, newest first, by place and never by number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SIZE = 50


@dataclass(frozen=True, slots=True)
class Stretch(Generic[Row]):
    """Some rows, and the mark after which the older ones come; empty at the end."""

    rows: list[Row]
    older: str


def newest_first(rows: QuerySet[Row], field: str, after: str = "", size: int = SIZE) -> Stretch[Row]:
    """The rows behind the mark `after`, those from the beginning when it is no mark."""
    if place := _read(after):
        at, id = place
        beyond = Q(**{f"{field}__lt": at}) | Q(**{field: at, "pk__lt": id})
        rows = rows.filter(beyond, **{f"{field}__lte": at})
    found = list(rows.order_by(f"-{field}", "-pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    return Stretch(found, _mark(getattr(found[-1], field), found[-1].pk) if more else "")


def _mark(at: datetime, id: UUID) -> str:
    return f"{(at - EPOCH) // MICROSECOND}-{id.hex}"


def _read(text: str) -> tuple[datetime, UUID] | None:
    moment, _dash, id = text.partition("-")
    try:
        return EPOCH + int(moment) * MICROSECOND, UUID(hex=id)
    except (ValueError, OverflowError):
        return None
