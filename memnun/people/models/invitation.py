"""Asking somebody to work for a brand."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models.brand import Branch, Brand
from memnun.people.models.person import Person, Role
from memnun.people.models.visibility import BrandQuerySet


class InvitationQuerySet(BrandQuerySet["Invitation"]):
    """Named reads of invitations."""

    def open(self, now: datetime) -> Self:
        """Those that can still be accepted, newest first."""
        return self.waiting().filter(expires_at__gt=now)

    def waiting(self) -> Self:
        """Those neither accepted nor withdrawn, expired ones too, newest first."""
        return self.filter(accepted_at=None, withdrawn_at=None).order_by("-created_at", "id")


class Invitation(models.Model):
    """A link that makes whoever opens it a person of the brand, once; only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(_("E-mail"))
    name = models.CharField(_("Name"), max_length=120)
    role = models.CharField(_("Role"), max_length=10, choices=Role.choices, default=Role.AGENT)
    branch = models.ForeignKey(
        Branch, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Branch")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "email"],
                name="one_waiting_invitation",
                condition=models.Q(accepted_at=None, withdrawn_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"

    @property
    def expired(self) -> bool:
        """Whether its link no longer opens."""
        return self.expires_at <= clock.now()
