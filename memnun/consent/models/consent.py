"""The ledger of consents and refusals, and where each address stands now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Self
from uuid import UUID

from django.db import models

from memnun.consent.models.kinds import ConsentSource, ConsentStatus, ConsentType, RecipientType
from memnun.consent.models.notice import Notice
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.foundation.clock import ISTANBUL
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person


class ConsentQuerySet(BrandQuerySet["Consent"]):
    """Named reads of the ledger."""

    def of(self, customer_id: UUID, addresses: Sequence[str]) -> Self:
        """What a customer gave, and whoever gave it at these addresses, newest first."""
        own = models.Q(customer=customer_id) | models.Q(address__in=addresses)
        return self.filter(own).order_by("-taken_at", "-id")


class Consent(models.Model):
    """One consent or refusal as it was given. Rows are only ever added; the database refuses anything else.

    `address` is normalised (E.164 or e-mail in lower case). `evidence` holds what proves it: file, page,
    IP address, browser, call, words.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    customer = models.ForeignKey(
        Customer, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    type = models.CharField(max_length=6, choices=ConsentType.choices)
    address = models.CharField(max_length=320)
    recipient_type = models.CharField(max_length=8, choices=RecipientType.choices)
    status = models.CharField(max_length=4, choices=ConsentStatus.choices)
    source = models.CharField(max_length=20, choices=ConsentSource.choices)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    evidence = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        indexes = [
            # the history of an address
            models.Index(fields=["brand", "address", "-taken_at", "-id"], name="consent_address"),
            models.Index(
                fields=["customer"], name="consent_customer", condition=models.Q(customer__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.status} {self.address}"


def last_day(due_at: datetime) -> date:
    """The day whose end is `due_at`."""
    return (due_at.astimezone(ISTANBUL) - timedelta(microseconds=1)).date()


class ConsentStateQuerySet(BrandQuerySet["ConsentState"]):
    """Named reads of where addresses stand."""

    def stale(self, before: datetime) -> Self:
        """Consents that were last seen in İYS before this moment, or never."""
        seen = models.Q(iys_seen_at=None) | models.Q(iys_seen_at__lt=before)
        return self.filter(seen, status=ConsentStatus.ONAY)


class ConsentState(models.Model):
    """Where an address stands for one type and recipient type: the newest row of the ledger and İYS's word.

    `iys_status` is what İYS was last known to hold, with its date in `iys_since`; `iys_due_at` the end of the three working days in which
    the newest row must be there; without it nothing is owed. The stricter of the two sides holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    type = models.CharField(max_length=6, choices=ConsentType.choices)
    address = models.CharField(max_length=320)
    recipient_type = models.CharField(max_length=8, choices=RecipientType.choices)
    status = models.CharField(max_length=4, choices=ConsentStatus.choices)
    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    iys_status = models.CharField(max_length=4, choices=ConsentStatus.choices, blank=True)
    iys_since = models.DateTimeField(null=True)
    iys_seen_at = models.DateTimeField(null=True)
    iys_due_at = models.DateTimeField(null=True)

    objects = ConsentStateQuerySet.as_manager()

    class Meta:
        constraints = [
            # the gate's look-up
            models.UniqueConstraint(
                fields=["brand", "address", "type", "recipient_type"], name="one_state_an_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.status} {self.address}"

    @property
    def last_day(self) -> date | None:
        """The last day on which İYS can be told; None when nothing is owed."""
        return last_day(self.iys_due_at) if self.iys_due_at else None
