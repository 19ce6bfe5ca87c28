"""Days of a brand that are to be counted anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.db import models

from memnun.foundation import clock
from memnun.people.models.brand import Brand
from memnun.people.models.visibility import BrandQuerySet

Mark = TypeVar("Mark", bound="DayMark", covariant=True)


class DayMarkQuerySet(BrandQuerySet[Mark]):
    """Named reads of marks."""

    def marked_longest(self, *, rest: timedelta, most: int) -> Sequence[tuple[UUID, date]]:
        """At most so many brands and days, the one marked longest first; those marked within `rest` come later."""
        days = self.values_list("brand_id", "day").annotate(first=models.Min("at"))
        due = days.filter(first__lte=clock.now() - rest).order_by("first", "day")[:most]
        return [(brand_id, day) for brand_id, day, _first in due]


class DayMark(models.Model):
    """A day on which something that is counted changed, marked by the database itself; counted anew, it goes."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(
        Brand, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    day = models.DateField()
    at = models.DateTimeField(default=clock.now)

    objects = DayMarkQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.brand_id} {self.day}"
