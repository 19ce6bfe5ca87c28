"""Themes by day, and which of them rise. All of it is made from the contacts and can be made anew."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.people.models import Brand, BrandQuerySet, DayMark

KEPT = timedelta(days=70)
"""Days kept: the nine weeks that are compared and a few more."""


class ThemeKind(models.TextChoices):
    """What a theme is made of."""

    TOPIC = "topic", _("Topic")
    WORD = "word", _("Word")
    PHRASE = "phrase", _("Two words")


class ChangedDay(DayMark):
    """A day on which a contact or its reading changed."""

    class Meta:
        indexes = [models.Index(fields=["brand", "day", "at"], name="changed_day")]


class DayVolume(models.Model):
    """How many contacts of a day were read, and how many of them complain or suggest."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    contacts = models.PositiveIntegerField()
    telling = models.PositiveIntegerField()
    counted_at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "day"], name="one_volume_a_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.telling}/{self.contacts}"


class ThemeDay(models.Model):
    """In how many complaints and suggestions of a day a theme stood.

    `key` is a topic's slug, a word's beginning, or two of these with a space; `shown` the form met most.
    """

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    kind = models.CharField(max_length=6, choices=ThemeKind.choices)
    key = models.CharField(max_length=40)
    shown = models.CharField(max_length=90)
    contacts = models.PositiveIntegerField()

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "day", "kind", "key"], name="one_theme_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.shown}: {self.contacts}"


class ThemeCheck(models.Model):
    """The last comparison of a brand's week with the eight before.

    `week_ends` is the last of the seven days; `telling` holds complaints and suggestions of the nine
    weeks, oldest first; `variation` how much rates vary from week to week beyond chance.
    """

    brand = models.OneToOneField(Brand, on_delete=models.CASCADE, primary_key=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    week_ends = models.DateField()
    tested = models.PositiveIntegerField()
    variation = models.FloatField()
    telling = ArrayField(models.PositiveIntegerField())

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.week_ends}: {self.tested}"


class Theme(models.Model):
    """A theme of the last check that rises, or one of the most frequent; `weeks` its nine counts, oldest first."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=ThemeKind.choices)
    key = models.CharField(max_length=40)
    shown = models.CharField(max_length=90)
    weeks = ArrayField(models.PositiveIntegerField())
    expected = models.FloatField()
    p = models.FloatField()
    q = models.FloatField()
    rises = models.BooleanField(default=False)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.shown}: {self.now}"

    @property
    def now(self) -> int:
        """Contacts of the last week."""
        return int(self.weeks[-1])

    @property
    def times(self) -> float:
        """How many times as often as expected."""
        return self.now / max(self.expected, 0.5)
