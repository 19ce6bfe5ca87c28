"""Saved replies and articles."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person


class SavedReply(models.Model):
    """An answer with gaps, for everybody of the brand or (`owner`) for one person.

    `fold` holds name and text folded, for search.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    owner = models.ForeignKey(
        Person,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Only for me"),
    )
    name = models.CharField(_("Name"), max_length=80)
    text = models.TextField(_("Text"), max_length=10_000)
    fold = models.TextField(editable=False, default="")
    used_count = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "owner", "name"], name="saved_reply_name", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["brand", "-used_count", "name"], name="saved_reply_most_used")]

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """Something colleagues look up; a draft until it is finished. `topic` is one of the reading's topics."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    title = models.CharField(_("Title"), max_length=200)
    text = models.TextField(_("Text"), max_length=20_000)
    topic = models.CharField(_("Topic"), max_length=40, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["brand", "-updated_at", "-id"], name="article_newest")]

    def __str__(self) -> str:
        return self.title
