"""What a brand's corrections taught the reading, night by night, and which of it is in use."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person


class Adaptation(models.Model):
    """One trial of learning from corrections; kept whether it was adopted or not.

    `base` names the shipped model it stands on. `layer` holds what was learned as compressed JSON; empty where
    nothing read better. `corrected` are contacts whose feeling, kinds or topics people changed, `confirmed`
    those they looked at and left, `unobjected` those nobody objected to. Of those with a feeling `held_back`
    were not learned from; the two counts say how many of them each side read rightly. `labels` tells the same
    of each kind and topic: list of {field, label, held_back, shipped_right, adapted_right, adopted}.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField(_("Number"))
    base = models.CharField(max_length=40)
    made_at = models.DateTimeField(default=clock.now)
    corrected = models.PositiveIntegerField()
    confirmed = models.PositiveIntegerField()
    unobjected = models.PositiveIntegerField()
    held_back = models.PositiveIntegerField()
    shipped_right = models.PositiveIntegerField()
    adapted_right = models.PositiveIntegerField()
    labels = models.JSONField(default=list, blank=True)
    better = models.BooleanField(default=False)
    layer = models.BinaryField(default=b"", blank=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "number"], name="adaptation_number")]

    def __str__(self) -> str:
        return f"{self.number}: {self.shipped_right} → {self.adapted_right}/{self.held_back}"

    @property
    def version(self) -> str:
        """What readings made with it add to the version of the shipped model."""
        return f"+{self.number}"


class ReaderChoice(models.Model):
    """With what a brand's contacts are read: an adaptation, or the shipped model alone.

    While `automatic`, a better adaptation is taken into use by itself.
    """

    brand = models.OneToOneField(Brand, on_delete=models.CASCADE, primary_key=True, related_name="+")
    adaptation = models.ForeignKey(Adaptation, on_delete=models.SET_NULL, null=True, related_name="+")
    automatic = models.BooleanField(default=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.adaptation or "shipped")
