"""That who consented electronically is told so on the same day, with the way to refuse."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.consent.models.consent import Consent
from memnun.people.models import Brand, BrandQuerySet

ANSWERED_WITHIN = timedelta(days=30)
"""How long a consent can be confirmed by its link or by an answer; it can be refused for ever."""

WORTH_SENDING = timedelta(days=3)
"""How long after its day a confirmation that could not leave is still sent: late is better than never."""

TOLD_FOR = timedelta(days=7)
"""How long a confirmation that was missed stays an alarm; on the customer's page it stays for good."""


class ConfirmationQuerySet(BrandQuerySet["Confirmation"]):
    """Named reads of confirmations."""

    def owed(self) -> Self:
        """Those not yet sent, the most urgent first."""
        return self.filter(sent_at=None).order_by("due_at")

    def unwritten(self, now: datetime) -> Self:
        """Those for which no message was written yet, while one is worth it."""
        return self.owed().filter(delivery_id=None, due_at__gt=now - WORTH_SENDING)

    def in_trouble(self, now: datetime) -> Self:
        """Those of the last days that are late, and those that cannot leave as things stand."""
        stuck = models.Q(due_at__lte=now) | ~models.Q(problem="")
        return self.owed().filter(stuck, due_at__gt=now - TOLD_FOR)


class Confirmation(models.Model):
    """The duty to confirm one electronic consent by the end of its day; `delivery_id` is the message that does.

    `sent_at` is when the other side took the message; `late_at` when its day ended without that. `answer`
    is what the customer said to it, with `evidence`.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("confirmed")
        NO = "no", _("taken back")

    class Problem(models.TextChoices):
        NO_WAY = "no_way", _("No channel is connected that can carry it.")
        NOBODY = "nobody", _("The address belongs to no known customer.")
        NOT_SENT = "not_sent", _("The message did not leave; the outbox says why.")

    consent = models.OneToOneField(
        Consent, on_delete=models.CASCADE, primary_key=True, related_name="confirmation"
    )
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    delivery_id = models.UUIDField(null=True)
    late_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=8, choices=Problem.choices, blank=True, default="")
    answer = models.CharField(max_length=3, choices=Answer.choices, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    evidence = models.JSONField(default=dict)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["brand", "due_at"], name="confirmation_owed", condition=models.Q(sent_at__isnull=True)
            ),
            # whose message was taken by the other side
            models.Index(
                fields=["delivery_id"],
                name="confirmation_delivery",
                condition=models.Q(delivery_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_at:%Y-%m-%d}"

    def may_be_confirmed(self, now: datetime) -> bool:
        """Whether a yes still counts."""
        return not self.answer and now < self.consent.taken_at + ANSWERED_WITHIN
