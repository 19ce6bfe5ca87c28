"""The log of destructions, which the law wants kept for at least three years."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person


class Category(models.TextChoices):
    """What is kept for a time of its own."""

    CONTENT = "content", _("Words of contacts")
    RAW = "raw", _("Raw bytes as they came")
    FILES = "files", _("Attachments")
    RECORDINGS = "recordings", _("Voice and video recordings")
    LOG = "log", _("Details of the log of acts")
    TRACES = "traces", _("Log of destructions")


class RetentionRule(models.Model):
    """How many months a brand keeps a category; without a row it is kept until somebody is erased.

    `reached` is how far the last night came, in the order of the category; "" is the beginning.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    category = models.CharField(max_length=10, choices=Category.choices)
    months = models.PositiveSmallIntegerField()
    reached = models.CharField(max_length=80, blank=True)
    ran_at = models.DateTimeField(null=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "category"], name="one_retention_rule")]

    def __str__(self) -> str:
        return f"{self.get_category_display()}: {self.months}"


class Destruction(models.Model):
    """One erasure: of whom by number alone, by whom, on what ground, how many rows of each table.

    It tells nothing of the person; `customer_id` is the number that remains in the statistics. What ended
    with its time has a `category` and no customer.
    """

    class Ground(models.TextChoices):
        """Why."""

        REQUEST = "request", _("The person asked for it (KVKK art. 11)")
        PURPOSE_ENDED = "purpose", _("There is no reason to keep it any more (KVKK art. 7)")
        ORDER = "order", _("A court or the board ordered it")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    customer_id = models.UUIDField(null=True)
    category = models.CharField(max_length=10, choices=Category.choices, blank=True, default="")
    ground = models.CharField(_("Ground"), max_length=8, choices=Ground.choices)
    rows = models.JSONField(default=dict)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["brand", "-at", "-id"], name="destruction_newest")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
