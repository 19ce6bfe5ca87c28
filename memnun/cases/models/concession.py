"""What a customer was given to make good, and who may give it."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from memnun.cases.models.case import Case
from memnun.cases.models.kinds import CaseType
from memnun.cases.models.seen import CaseRowQuerySet
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.foundation.money import Money
from memnun.people.models import Brand, BrandQuerySet, Person, Role


class ConcessionKind(models.TextChoices):
    """What may be given."""

    REFUND = "refund", _("Refund")
    REPLACEMENT = "replacement", _("Replacement")
    DISCOUNT = "discount", _("Discount")
    GIFT = "gift", _("Gift")
    REFERRAL = "referral", _("Referral to another firm")


class ConcessionRule(models.Model):
    """The brand's policy: people of this role may give this, up to this amount, in cases of this type.

    Without a type it holds for every type that has no rule of its own. Higher roles may what lower ones may.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("What"), max_length=12, choices=ConcessionKind.choices)
    type = models.ForeignKey(
        CaseType, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Type")
    )
    role = models.CharField(_("Who"), max_length=10, choices=Role.choices, default=Role.AGENT)
    up_to = models.DecimalField(_("Up to (TL)"), default=Decimal(0), max_digits=12, decimal_places=2)
    note = models.CharField(_("When to give it"), max_length=300, blank=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "up_to", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.role} {self.up_to}"


class ConcessionQuerySet(CaseRowQuerySet["Concession"]):
    """Named reads of the ledger."""

    def given(self) -> Self:
        """What was given and not taken back."""
        return self.filter(state=Concession.State.GIVEN)

    def to_approve(self) -> Self:
        """What waits for a manager, longest waiting first."""
        return self.filter(state=Concession.State.ASKED).order_by("at", "id")


class Concession(models.Model):
    """A line of the ledger; `amount` is what it costs the brand, exact to the kuruş."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for approval")
        GIVEN = "given", _("Given")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken_back", _("Taken back")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="concessions")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="concessions")
    kind = models.CharField(_("What"), max_length=12, choices=ConcessionKind.choices)
    amount = models.DecimalField(_("Worth (TL)"), default=Decimal(0), max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3, default="TRY")
    reason = models.CharField(_("Why"), max_length=300)
    details = models.CharField(_("What exactly, or which firm"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=300, blank=True)

    objects = ConcessionQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="concession_not_negative")]
        indexes = [
            # what waits for a manager, and the ledger of a period
            models.Index(fields=["brand", "state", "at", "id"], name="concession_ledger"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"

    @property
    def money(self) -> Money:
        """The exact amount with its currency."""
        return Money(self.amount, self.currency if len(self.currency) == 3 else "TRY")


class LegalParameter(models.Model):
    """A value of the law that the brand keeps itself, beside those shipped with the product."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    value = models.DecimalField(_("Value (TL)"), max_digits=14, decimal_places=2)
    valid_from = models.DateField(_("From"), default=clock.today)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "key", "valid_from"], name="legal_value_once")
        ]
        ordering = ["key", "-valid_from"]

    def __str__(self) -> str:
        return f"{self.key} {self.value}"
