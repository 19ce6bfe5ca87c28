"""Whom nobody writes to, and why."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person


class SuppressionQuerySet(BrandQuerySet["Suppression"]):
    """Named reads of suppressions."""

    def standing(self) -> Self:
        """Those that were not lifted."""
        return self.filter(lifted_at=None)


class Suppression(models.Model):
    """An address, or a customer with all addresses, that gets nothing until it is lifted with a reason.

    A dead address or a wish to be left alone stops everything; a legal dispute lets legal notices through.
    """

    class Reason(models.TextChoices):
        BOUNCE = "bounce", _("The address does not exist")
        COMPLAINT = "complaint", _("Reported our message as spam")
        WISH = "wish", _("Wishes no contact at all")
        LEGAL = "legal", _("Legal dispute")
        DECEASED = "deceased", _("Deceased")
        OTHER = "other", _("Another reason")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, null=True, related_name="+")
    address_kind = models.CharField(max_length=8, blank=True)
    address = models.CharField(max_length=320, blank=True)
    reason = models.CharField(_("Reason"), max_length=10, choices=Reason.choices)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    lifted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_why = models.CharField(max_length=300, blank=True)

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        constraints = [
            # one standing suppression an address; also the gate's look-up
            models.UniqueConstraint(
                fields=["brand", "address_kind", "address"],
                name="one_standing_suppression",
                condition=models.Q(lifted_at__isnull=True, customer__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["customer"],
                name="one_standing_suppression_a_customer",
                condition=models.Q(lifted_at__isnull=True, customer__isnull=False),
            ),
        ]
        indexes = [
            # the list, newest first
            models.Index(fields=["brand", "-at", "-id"], name="suppression_newest"),
        ]

    def __str__(self) -> str:
        return self.address or str(self.customer)


class Erasure(models.Model):
    """An address whose owner had everything about them erased: only its keyed digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "digest"], name="one_erasure_an_address")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
