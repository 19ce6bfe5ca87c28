"""That who consented electronically is told so on the same day, with the way to refuse."""

from __future__ import annotations

from typing import Self

from django.db import models

from memnun.consent.models.consent import Consent
from memnun.people.models import Brand, BrandQuerySet


class ConfirmationQuerySet(BrandQuerySet["Confirmation"]):
    """Named reads of confirmations."""

    def owed(self) -> Self:
        """Those not yet sent, the most urgent first."""
        return self.filter(sent_at=None).order_by("due_at")


class Confirmation(models.Model):
    """The duty to confirm one electronic consent by the end of its day; `delivery_id` is the message that did."""

    consent = models.OneToOneField(
        Consent, on_delete=models.CASCADE, primary_key=True, related_name="confirmation"
    )
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    delivery_id = models.UUIDField(null=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["brand", "due_at"], name="confirmation_owed", condition=models.Q(sent_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.due_at:%Y-%m-%d}"
