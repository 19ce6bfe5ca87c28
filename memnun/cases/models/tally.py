"""What figures are made of, packed by day. All of it is made from cases and can be made anew."""

from __future__ import annotations

from django.db import models

from memnun.people.models import Brand, BrandQuerySet, DayMark


class MarkedDay(DayMark):
    """A day of which something that figures count has changed."""

    class Meta:
        indexes = [models.Index(fields=["brand", "day", "at"], name="marked_day")]


class TallyKey(models.Model):
    """The number under which a brand's channel, topic, team, branch, type or root cause is packed."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=60)
    code = models.PositiveSmallIntegerField()

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "key"], name="tally_key_once"),
            models.UniqueConstraint(fields=["brand", "code"], name="tally_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.key}"


class DayColumn(models.Model):
    """One column of a kind of rows on a day: its values one after the other, as many as the day has rows.

    The columns of a day and kind have the same order. What is packed in which column, and how, is told by the
    tally of the kind.
    """

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=20)
    day = models.DateField()
    packed = models.BinaryField()

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "kind", "name", "day"], name="one_column_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name} {self.day}"
