"""The rules a brand sets for its own messages."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.consent.models.kinds import NEVER_COMMERCIAL, OWED, Purpose
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class IysMode(models.TextChoices):
    """How the brand keeps İYS up to date."""

    FILE = "file", _("With files")
    API = "api", _("With a connected account")
    NONE = "none", _("Not obliged")


def usual_writing_hours() -> dict[str, list[str]]:
    """09:00–20:00 from Monday to Saturday."""
    return {day: ["09:00", "20:00"] for day in WEEKDAYS[:6]}


def usual_calling_hours() -> dict[str, list[str]]:
    """09:00–19:00 from Monday to Saturday."""
    return {day: ["09:00", "19:00"] for day in WEEKDAYS[:6]}


def usual_exempt() -> list[str]:
    """What is sent at any hour: what the customer asked for or must be told."""
    return sorted(OWED)


def usual_limits() -> list[dict[str, Any]]:
    """How often one customer is contacted at most: `most` times in `days` for a `scope`."""
    return [
        {"scope": "all", "most": 6, "days": 30},
        {"scope": "campaign", "most": 4, "days": 30},
        {"scope": "surveys", "most": 1, "days": 30},
    ]


class ContactPolicy(models.Model):
    """One brand's rules; a brand without a row has the usual ones.

    Hours are {day: [from, until]}, days from "mon" to "sun"; a day that is left out is quiet. `closed_days`
    is {ISO date: reason}. `limits` is a list of {scope, most, days}, scopes as in `gate.budget.SCOPES`.
    `iys_pulled_at` is when a connected account last told all changes at İYS.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.OneToOneField(Brand, on_delete=models.CASCADE, related_name="contact_policy")
    writing_hours = models.JSONField(default=usual_writing_hours)
    calling_hours = models.JSONField(default=usual_calling_hours)
    public_holidays = models.BooleanField(default=True)
    closed_days = models.JSONField(default=dict)
    exempt = ArrayField(models.CharField(max_length=24, choices=Purpose.choices), default=usual_exempt)
    limits = models.JSONField(default=usual_limits)
    topics = ArrayField(models.CharField(max_length=80), default=list)
    survey_basis = models.TextField(blank=True)
    trade_name = models.CharField(max_length=200, blank=True)
    mersis = models.CharField(max_length=16, blank=True)
    iys_mode = models.CharField(max_length=4, choices=IysMode.choices, default=IysMode.FILE)
    iys_code = models.CharField(max_length=12, blank=True)
    iys_brand_code = models.CharField(max_length=12, blank=True)
    iys_before_sending = models.BooleanField(default=True)
    iys_pulled_at = models.DateTimeField(null=True, editable=False)
    changed_at = models.DateTimeField(default=clock.now)

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.brand)

    @property
    def keeps_iys(self) -> bool:
        """Whether consents must be told to İYS in time."""
        return self.iys_mode != IysMode.NONE

    def is_commercial(self, purpose: str) -> bool:
        """Whether a message of this class needs consent."""
        if purpose == Purpose.SURVEY_AFTER_SERVICE:
            return not self.survey_basis.strip()
        return purpose not in NEVER_COMMERCIAL
