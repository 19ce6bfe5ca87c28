"""Which rules a brand does without."""

from django.db import models

from memnun.foundation import clock
from memnun.people.models import Brand, BrandQuerySet, Person


class SwitchedOff(models.Model):
    """A rule that does not hold for the brand; without a row it holds."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=60)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "rule"], name="switched_off_once")]

    def __str__(self) -> str:
        return self.rule
