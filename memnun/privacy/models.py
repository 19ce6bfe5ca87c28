"""The log of destructions, which the law wants kept for at least three years."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person


class Destruction(models.Model):
    """One erasure: of whom by number alone, by whom, on what ground, how many rows of each table.

    It tells nothing of the person; `customer_id` is the number that remains in the statistics.
    """

    class Ground(models.TextChoices):
        """Why."""

        REQUEST = "request", _("The person asked for it (KVKK art. 11)")
        PURPOSE_ENDED = "purpose", _("There is no reason to keep it any more (KVKK art. 7)")
        ORDER = "order", _("A court or the board ordered it")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    customer_id = models.UUIDField()
    ground = models.CharField(_("Ground"), max_length=8, choices=Ground.choices)
    rows = models.JSONField(default=dict)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["brand", "-at", "-id"], name="destruction_newest")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
