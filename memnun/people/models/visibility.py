"""The one door through which rows of a brand are read."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

from memnun.events.models import Viewer

Row = TypeVar("Row", bound=models.Model, covariant=True)


class BrandQuerySet(models.QuerySet[Row]):
    """Reads of a table that has `brand_id`."""

    def visible_to(self, person: Viewer) -> Self:
        """The rows the person, or the key of a program, may see: those of the brand it works for."""
        return self.filter(brand_id=person.brand_id)
