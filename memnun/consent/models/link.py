"""The address at which a customer sees and changes what they wish, without signing in."""

from __future__ import annotations

from typing import Self

from django.db import models

from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person


class PreferenceLinkQuerySet(BrandQuerySet["PreferenceLink"]):
    """Named reads of links."""

    def usable(self) -> Self:
        """Those that were not revoked."""
        return self.filter(revoked_at=None)


class PreferenceLink(models.Model):
    """One address of one brand; the link in its messages is this id with a signature (`links.token_of`)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, null=True, related_name="+")
    address_kind = models.CharField(max_length=8)
    address = models.CharField(max_length=320)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = PreferenceLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "address_kind", "address"],
                name="one_usable_link_an_address",
                condition=models.Q(revoked_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.address
