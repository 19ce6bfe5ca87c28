"""What the gate said about each outgoing message: the proof that it was asked."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.consent.models.kinds import Purpose
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet


class Verdict(models.TextChoices):
    """What may be done."""

    SEND = "SEND", _("May go")
    HOLD = "HOLD", _("Waits")
    BLOCK = "BLOCK", _("May not go")


class GateDecision(models.Model):
    """One decision with all that was looked at. Rows are only ever added.

    `steps` is a list of {step, outcome, code, values} in the order of looking (`words.tell_steps` says them
    in the reader's language). `delivery_id` names the message, so that asking again about the same one
    spends nothing twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    customer = models.ForeignKey(
        Customer, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=12)
    address_kind = models.CharField(max_length=8)
    address = models.CharField(max_length=320)
    purpose = models.CharField(max_length=24, choices=Purpose.choices)
    topic = models.CharField(max_length=80, blank=True)
    verdict = models.CharField(max_length=5, choices=Verdict.choices)
    reason = models.CharField(max_length=40)
    until = models.DateTimeField(null=True)
    steps = models.JSONField(default=list)
    delivery_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    class Meta:
        indexes = [
            # the list of recent decisions
            models.Index(fields=["brand", "-at", "-id"], name="decision_newest"),
            # a customer's decisions, and what was spent of their attention
            models.Index(fields=["customer", "at"], name="decision_customer"),
            # what was spent of a stranger's
            models.Index(
                fields=["brand", "address", "at"],
                name="decision_spent_stranger",
                condition=models.Q(verdict="SEND", customer__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.reason}"


class Release(models.Model):
    """That a message which could have gone did not go: its place in the attention budget is free again."""

    decision = models.OneToOneField(
        GateDecision, on_delete=models.CASCADE, primary_key=True, related_name="release"
    )
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return self.why


class Attention(models.Model):
    """The one row per customer (or stranger's address) that is locked while an attention budget is looked at."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    subject = models.CharField(max_length=64)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "subject"], name="one_attention_a_subject")]

    def __str__(self) -> str:
        return self.subject
