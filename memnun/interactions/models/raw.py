"""The bytes as they came. The answer to the sender is given when these rows are committed."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models.channel import ChannelAccount
from memnun.people.models import Brand, BrandQuerySet


class RawState(models.TextChoices):
    """Where a raw record stands."""

    WAITING = "waiting", _("Waiting")
    PLACED = "placed", _("Placed")
    QUARANTINED = "quarantined", _("In quarantine")
    RELEASED = "released", _("Set aside by hand")


class RawInboundQuerySet(BrandQuerySet["RawInbound"]):
    """Named reads of raw records."""

    def waiting(self) -> Self:
        """Not yet placed, in the order they came."""
        return self.filter(state=RawState.WAITING).order_by("id")

    def quarantined(self) -> Self:
        """Those that could not be understood, newest first."""
        return self.filter(state=RawState.QUARANTINED).order_by("-id")


class RawInbound(models.Model):
    """One record as received. Its id becomes the id of the interaction made of it.

    `form` names the shape of `body` (`ledger/1` for the API's JSON); `problem` says in one sentence
    why a quarantined record could not be placed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(
        Brand, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    channel_account = models.ForeignKey(
        ChannelAccount, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    external_id = models.CharField(max_length=255)
    form = models.CharField(max_length=20, default="ledger/1")
    body = models.BinaryField()
    received_at = models.DateTimeField(default=clock.now)
    source_kind = models.CharField(max_length=12, default="system")
    source_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=RawState.choices, default=RawState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)

    objects = RawInboundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel_account", "external_id"], name="raw_once"),
        ]
        indexes = [
            # the queue of the placing loop: small, because placed rows leave it
            models.Index(fields=["brand", "id"], name="raw_waiting", condition=models.Q(state="waiting")),
            # the quarantine the desk shows
            models.Index(
                fields=["brand", "-id"], name="raw_quarantine", condition=models.Q(state="quarantined")
            ),
            # what one import brought, to undo it
            models.Index(
                fields=["source_id", "id"], name="raw_of_import", condition=models.Q(source_kind="import")
            ),
        ]

    def __str__(self) -> str:
        return self.external_id
