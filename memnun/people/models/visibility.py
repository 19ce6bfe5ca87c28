"""The one door through which rows of a brand are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

if TYPE_CHECKING:
    from memnun.people.models.person import Person

Row = TypeVar("Row", bound=models.Model, covariant=True)


class BrandQuerySet(models.QuerySet[Row]):
    """Reads of a table that has `brand_id`."""

    def visible_to(self, person: Person) -> Self:
        """The rows the person may see: those of the brand the person works for."""
        return self.filter(brand_id=person.brand_id)
