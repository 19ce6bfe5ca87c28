"""Everything that leaves: one row a message, from the act that wrote it to the proof that it was read."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from memnun.customers.models import Customer
from memnun.events.models import Viewer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions.models.channel import Channel, ChannelAccount
from memnun.interactions.models.conversation import Conversation
from memnun.people.models import Brand, BrandQuerySet, Person


class OutboxState(models.TextChoices):
    """How far a message has come. It only moves forward; the second group lies beside the road."""

    WAITING = "waiting", _("Waiting to leave")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Delivered")
    READ = "read", _("Read")
    FAILED = "failed", _("Could not be sent")
    UNCERTAIN = "uncertain", _("Not known whether it was sent")
    BLOCKED = "blocked", _("Not allowed")
    CANCELLED = "cancelled", _("Taken back")


ACCEPTED = (OutboxState.SENT, OutboxState.DELIVERED, OutboxState.READ)
PENDING = (OutboxState.WAITING, OutboxState.SENDING)
STRANDED = (OutboxState.FAILED, OutboxState.UNCERTAIN, OutboxState.BLOCKED)


class OutboxQuerySet(BrandQuerySet["OutboxMessage"]):
    """Named reads of outgoing messages."""

    def visible_to(self, person: Viewer) -> Self:
        """The brand's, less those in conversations of private teams the person is not in."""
        messages = super().visible_to(person)
        if person.hidden_team_ids:
            messages = messages.filter(
                Q(conversation__team=None) | ~Q(conversation__team__in=person.hidden_team_ids)
            )
        return messages

    def stranded(self) -> Self:
        """Those that will not leave by themselves, newest first; keyset on (created_at, id)."""
        return self.filter(state__in=STRANDED, settled_at=None).order_by("-created_at", "-id")

    def pending(self) -> Self:
        """Those on their way."""
        return self.filter(state__in=PENDING)


class OutboxMessage(models.Model):
    """A message to a customer. Once accepted by the other side it is an interaction with the same id.

    `key` is the sender's own name of the act: the same key never makes a second message. `not_before`
    holds it back (undo, send later, the gate); `next_at` is when it is tried next. `proof` is what the
    other side answered. `settled_at` marks a stranded message that somebody dealt with.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="outgoing", db_index=False
    )
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    channel_account = models.ForeignKey(
        ChannelAccount, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    channel = models.CharField(_("Channel"), max_length=10, choices=Channel.choices)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    purpose = models.CharField(max_length=24)
    to_kind = models.CharField(max_length=10)
    to_value = models.CharField(max_length=320)
    subject = models.CharField(_("Subject"), max_length=300, blank=True)
    text = models.TextField(_("Text"))
    in_reply_to = models.UUIDField(null=True, blank=True)
    meta = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=OutboxState.choices, default=OutboxState.WAITING)
    gate_decision_id = models.UUIDField(null=True, blank=True)
    gate_reason = models.CharField(max_length=60, blank=True)
    dropped_if_customer_writes = models.BooleanField(default=False)
    not_before = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=1000, blank=True)
    code = models.CharField(max_length=60, blank=True)
    provider_id = models.CharField(max_length=255, blank=True)
    proof = models.JSONField(default=dict, blank=True)
    fallback_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="fallbacks"
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "key"], name="outbox_once")]
        indexes = [
            # what is due, account by account: small, because accepted messages leave it
            models.Index(
                fields=["channel_account", "next_at", "id"],
                name="outbox_due",
                condition=Q(state__in=["waiting", "sending"]),
            ),
            # what is under way in a conversation, in the order it was written
            models.Index(fields=["conversation", "id"], name="outbox_conversation"),
            # what will not leave by itself
            models.Index(
                fields=["brand", "-created_at", "-id"],
                name="outbox_stranded",
                condition=Q(state__in=["failed", "uncertain", "blocked"], settled_at=None),
            ),
            # what a provider reports on
            models.Index(
                fields=["channel_account", "provider_id"],
                name="outbox_provider",
                condition=~Q(provider_id=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.text[:60]}"


class OutboxAttempt(models.Model):
    """One try to send a message, written before it is made, completed after."""

    id = models.BigAutoField(primary_key=True)
    message = models.ForeignKey(OutboxMessage, on_delete=models.CASCADE, related_name="tries", db_index=False)
    number = models.PositiveSmallIntegerField()
    begun_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    code = models.CharField(max_length=60, blank=True)
    problem = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "number"], name="outbox_attempt_once")]

    def __str__(self) -> str:
        return f"{self.number}: {self.outcome or '…'}"
