"""Topics a brand names itself, and the texts it shows them by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person
from memnun.understanding.topics import OWN

LONGEST_NAME = 36


class BrandTopicQuerySet(BrandQuerySet["BrandTopic"]):
    """Reads of the brands' own topics."""

    def in_use(self) -> Self:
        """Those that were not put away."""
        return self.filter(retired_at=None)

    def slugs(self) -> Sequence[str]:
        """Their slugs, by name."""
        return [f"{OWN}{name}" for name in self.order_by("name").values_list("name", flat=True)]


class BrandTopic(models.Model):
    """A topic of one brand. Readings name it by its slug, which holds its name: a name stays as it is."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(_("Name"), max_length=LONGEST_NAME)
    made_at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = BrandTopicQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "name"], name="brand_topic_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def slug(self) -> str:
        """What readings call it."""
        return f"{OWN}{self.name}"


class TopicExample(models.Model):
    """A text that is about a topic, or (`holds` false) is not although it seems so."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    topic = models.ForeignKey(BrandTopic, on_delete=models.CASCADE, related_name="examples")
    text = models.TextField()
    holds = models.BooleanField(default=True)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = BrandQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["brand", "topic", "-at", "-id"], name="topic_example_newest")]

    def __str__(self) -> str:
        return self.text[:80]
