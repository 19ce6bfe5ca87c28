"""The end of somebody's work for a brand."""

from __future__ import annotations

from django.db import models

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models.brand import Brand
from memnun.people.models.person import Person
from memnun.people.models.visibility import BrandQuerySet


class Departure(models.Model):
    """Who left, who took over, and what; enough to undo it exactly.

    `handed_over` holds the ids that changed hands by model: {"interactions.conversation": [id, …]}.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="departures")
    successor = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    handed_over = models.JSONField(default=dict)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    undone_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person} {self.at:%Y-%m-%d}"

    @property
    def count(self) -> int:
        """How many things changed hands."""
        return sum(len(ids) for ids in self.handed_over.values())
