"""One way to recognise a customer."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.customers.models.customer import Customer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet


class IdentityKind(models.TextChoices):
    """What the value is."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    EXTERNAL = "external", _("Account on a channel")


class IdentityQuerySet(BrandQuerySet["Identity"]):
    """Named reads of identities."""

    def proven(self) -> Self:
        """Those that recognise a customer; what somebody merely typed does not."""
        return self.filter(claimed=False)


class Identity(models.Model):
    """A value that recognises a customer: (kind, channel account, value).

    `claimed` marks what somebody typed about themselves without proof (an address in a form, say):
    it is shown and searched, may lead to a proposal, and never recognises or merges anybody.
    `scope` is the channel account for external ids and empty for e-mail addresses and phones.
    `value` is normalised (e-mail lower case, phone E.164); `shown` is as it came.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="identities")
    kind = models.CharField(max_length=8, choices=IdentityKind.choices)
    scope = models.UUIDField(null=True, blank=True)
    value = models.CharField(max_length=320)
    shown = models.CharField(max_length=320, blank=True)
    claimed = models.BooleanField(default=False)
    source = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = IdentityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "kind", "value", "scope"],
                name="proven_identity_once",
                condition=models.Q(claimed=False),
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["customer", "kind", "value", "scope"],
                name="identity_once_a_customer",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            # claimed values are looked up for proposals and search
            models.Index(fields=["brand", "kind", "value"], name="identity_value"),
            # part of a number or address, for search
            GinIndex(fields=["value"], opclasses=["gin_trgm_ops"], name="identity_value_trigrams"),
        ]

    def __str__(self) -> str:
        return self.shown or self.value
