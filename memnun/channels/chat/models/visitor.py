"""Who writes into the widget, and the sessions of their browsers."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models import ChannelAccount
from memnun.people.models import Brand, BrandQuerySet


class VisitorQuerySet(BrandQuerySet["Visitor"]):
    """Named reads of visitors."""

    def here(self, now: datetime) -> Self:
        """Those whose widget is connected."""
        return self.filter(seen_until__gt=now)

    def in_line(self, now: datetime) -> Self:
        """Those who are here and wait for an answer, longest waiting first."""
        return self.here(now).filter(waiting_since__isnull=False).order_by("waiting_since", "id")


class Visitor(models.Model):
    """Somebody at the widget of one account.

    `external_id` is their name in the ledger: the host site's own id when a signed token made them known,
    otherwise one of ours. Name and e-mail of the others were merely typed by them. `last_number` is the
    number of their newest line; whoever adds a line locks this row, so numbers become visible in their
    order. `seen_until` is in the future while their widget is connected; `waiting_since` is set while they
    wait for an answer; what they write between `quarantined_at` and `quarantined_until` is set aside. `visit` counts their visits:
    one ends a day after the last word of either side (`spoke_at`), the next is another conversation.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    account = models.ForeignKey(ChannelAccount, on_delete=models.CASCADE, related_name="+", db_index=False)
    external_id = models.CharField(max_length=200)
    known = models.BooleanField(default=False)
    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=5, default="tr")
    page_url = models.CharField(max_length=500, blank=True)
    page_title = models.CharField(max_length=120, blank=True)
    last_number = models.PositiveIntegerField(default=0)
    seen_number = models.PositiveIntegerField(default=0)
    """The newest line of theirs that somebody of the brand has looked at."""
    seen_until = models.DateTimeField(default=clock.now)
    visit = models.PositiveIntegerField(default=1)
    spoke_at = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)
    quarantined_at = models.DateTimeField(null=True, blank=True)
    quarantined_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = VisitorQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "external_id"], name="one_visitor")]
        indexes = [
            # the line of those who wait
            models.Index(
                fields=["account", "waiting_since", "id"],
                name="visitor_in_line",
                condition=Q(waiting_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.external_id

    def is_here(self, now: datetime) -> bool:
        """Whether their widget is connected."""
        return self.seen_until > now

    def is_aside(self, now: datetime) -> bool:
        """Whether what they write now goes to quarantine."""
        return self.quarantined_until is not None and self.quarantined_until > now


class VisitorSession(models.Model):
    """The right of one browser to one visitor's talk; of its token only the digest is kept.

    `remembered_days` is for how long the visitor asked to be remembered; zero ends with their visit.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, related_name="sessions")
    token_digest = models.CharField(max_length=64, unique=True)
    remembered_days = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField(db_index=True)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.visitor_id} until {self.expires_at:%Y-%m-%d}"
