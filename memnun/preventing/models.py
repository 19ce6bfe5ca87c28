"""A message to customers whom a trouble has not met yet, and who gets it."""

from __future__ import annotations

from typing import Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.cases.models import RootCause
from memnun.consent.models import Purpose
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person


class ProactiveMessage(models.Model):
    """One text to everybody who bought between two days and has not met the trouble: a cause or a topic.

    Its list is made in the background (`listing`), stands to be looked at (`ready`), and leaves once a person
    has approved it together with the text (`sending`). `changed_at` says which text and list were approved.
    """

    class State(models.TextChoices):
        LISTING = "listing", _("The list is being made")
        READY = "ready", _("Waiting for approval")
        SENDING = "sending", _("On its way")
        SENT = "sent", _("Sent")
        STOPPED = "stopped", _("Stopped")

    PURPOSES = (
        (Purpose.TRANSACTION.value, _("About what was bought; advertises nothing")),
        (Purpose.CAMPAIGN.value, _("Advertises; only to whom consented")),
    )

    SHARES = (
        (0, _("Nobody: the effect is not measured")),
        (10, _("10 of a hundred customers")),
        (20, _("20 of a hundred customers")),
        (30, _("30 of a hundred customers")),
        (50, _("50 of a hundred customers")),
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    cause = models.ForeignKey(RootCause, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    topic = models.CharField(max_length=40, blank=True)
    name = models.CharField(_("Trouble"), max_length=200)
    subject = models.CharField(_("Subject"), max_length=200)
    text = models.TextField(_("Text"), max_length=4000)
    purpose = models.CharField(
        _("Class of the message"), max_length=16, choices=PURPOSES, default=Purpose.TRANSACTION
    )
    bought_from = models.DateField(_("Bought from"), default=clock.today)
    bought_until = models.DateField(_("Bought until"), default=clock.today)
    held_back = models.PositiveSmallIntegerField(_("Held back to compare"), choices=SHARES, default=10)
    measured_until = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.LISTING)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    approved_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["brand", "-made_at", "-id"], name="proactive_newest")]

    def __str__(self) -> str:
        return self.subject

    @property
    def can_change(self) -> bool:
        """Whether nothing has left and nobody has approved it."""
        return self.state in (self.State.LISTING, self.State.READY)


class RecipientQuerySet(BrandQuerySet["Recipient"]):
    """Named reads of recipients."""

    def of(self, message_id: UUID) -> Self:
        """Those of one message; keyset on the customer."""
        return self.filter(message=message_id).order_by("customer_id")

    def waiting(self) -> Self:
        """Those to whom it is still to go."""
        return self.filter(state__in=[Recipient.State.MAY_GO, Recipient.State.LATER])


class Recipient(models.Model):
    """A customer on the list and what the gate said, or what became of the message; `reason` is the gate's code.

    `side` is what was drawn for the customer, whatever became of it; empty where nothing was drawn.
    """

    class State(models.TextChoices):
        MAY_GO = "may_go", _("Gets it")
        LATER = "later", _("Gets it later")
        BLOCKED = "blocked", _("The gate forbids it")
        UNREACHABLE = "unreachable", _("No way to write to them")
        LEFT_OUT = "left_out", _("Left out by hand")
        HELD_BACK = "held_back", _("Held back to compare")
        MET = "met", _("Met the trouble meanwhile")
        QUEUED = "queued", _("In the outbox")
        STOPPED = "stopped", _("Stopped")

    class Side(models.TextChoices):
        WRITTEN_TO = "written_to", _("Written to")
        HELD_BACK = "held_back", _("Held back to compare")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    message = models.ForeignKey(
        ProactiveMessage, on_delete=models.CASCADE, related_name="recipients", db_index=False
    )
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.MAY_GO)
    side = models.CharField(max_length=12, choices=Side.choices, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    outbox_id = models.UUIDField(null=True, blank=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "customer"], name="proactive_recipient_once")
        ]
        indexes = [
            # how many of each kind, and the next ones to send to
            models.Index(fields=["message", "state", "customer"], name="proactive_recipient_state"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.state}"
