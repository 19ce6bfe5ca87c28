"""The visitor's side of the talk."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from memnun.channels.chat.models.visitor import Visitor
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models import Direction
from memnun.people.models import Brand, BrandQuerySet


class LineQuerySet(BrandQuerySet["Line"]):
    """Named reads of lines."""

    def unread_by_visitor(self) -> Self:
        """What the brand wrote and the visitor has not seen."""
        return self.filter(direction=Direction.OUT, read_at=None)


class Line(models.Model):
    """One message as the widget shows it; its id is that of the interaction in the ledger.

    `number` counts a visitor's lines from one without gaps; `key` is the widget's own id of a message it
    sent, so that sending again adds nothing. `files` holds id, name, size and type of each file.
    `waited_seconds` is how long the visitor had waited for this answer; `carried_at` when an answer that
    never reached the widget left by e-mail instead.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, related_name="lines", db_index=False)
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64, blank=True)
    direction = models.CharField(max_length=3, choices=Direction.choices)
    text = models.TextField(blank=True)
    who = models.CharField(max_length=120, blank=True)
    files = models.JSONField(default=list, blank=True)
    at = models.DateTimeField(default=clock.now)
    delivered_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    waited_seconds = models.PositiveIntegerField(null=True, blank=True)
    carried_at = models.DateTimeField(null=True, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visitor", "number"], name="line_number"),
            models.UniqueConstraint(fields=["visitor", "key"], name="line_once", condition=~Q(key="")),
        ]
        indexes = [
            # answers that no widget has taken yet: they may have to leave by e-mail
            models.Index(
                fields=["at"],
                name="line_undelivered",
                condition=Q(direction="out", delivered_at=None, carried_at=None),
            ),
            # how long people waited lately
            models.Index(
                fields=["brand", "-at"], name="line_answers", condition=Q(waited_seconds__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.text[:60]}"
