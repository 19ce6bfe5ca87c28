"""Whom the brand serves or could serve."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.foundation.turkish.folding import fold, sort_key
from memnun.people.models import Branch, Brand, BrandQuerySet


class Group(models.TextChoices):
    """The three live groups, and those not yet known."""

    SATISFIED = "satisfied", _("Satisfied")
    AT_RISK = "at_risk", _("At risk")
    SUGGESTING = "suggesting", _("Suggesting")
    UNKNOWN = "unknown", _("Not yet known")


class Hitap(models.TextChoices):
    """How a person is addressed; never guessed from the name."""

    UNKNOWN = "", _("Sayın, with full name")
    BEY = "bey", _("Bey")
    HANIM = "hanim", _("Hanım")
    CUSTOM = "custom", _("As written")


class AgeBand(models.TextChoices):
    """Age, as far as it was told."""

    UNDER_18 = "0-17", "0–17"
    FROM_18 = "18-24", "18–24"
    FROM_25 = "25-34", "25–34"
    FROM_35 = "35-44", "35–44"
    FROM_45 = "45-54", "45–54"
    FROM_55 = "55-64", "55–64"
    FROM_65 = "65+", "65+"


class Education(models.TextChoices):
    """Highest school finished."""

    PRIMARY = "primary", _("Primary school")
    SECONDARY = "secondary", _("Lower secondary school")
    HIGH_SCHOOL = "high_school", _("High school")
    ASSOCIATE = "associate", _("Associate degree")
    BACHELOR = "bachelor", _("Bachelor's degree")
    POSTGRADUATE = "postgraduate", _("Master's or doctorate")


class IncomeBand(models.TextChoices):
    """Household income by fifths, lowest first."""

    FIRST = "1", _("Lowest fifth")
    SECOND = "2", _("Second fifth")
    THIRD = "3", _("Middle fifth")
    FOURTH = "4", _("Fourth fifth")
    FIFTH = "5", _("Highest fifth")


class MaritalStatus(models.TextChoices):
    """Marital status."""

    SINGLE = "single", _("Single")
    MARRIED = "married", _("Married")
    DIVORCED = "divorced", _("Divorced")
    WIDOWED = "widowed", _("Widowed")


MEMBER_NUMBER = "member_number"
"""The fact in which programs and imports tell the number of a customer's membership."""


class CustomerQuerySet(BrandQuerySet["Customer"]):
    """Named reads of customers."""

    def current(self) -> Self:
        """Customers that were not merged into another."""
        return self.filter(merged_into=None)

    def newest_movement_first(self) -> Self:
        """Those whose group changed last come first; keyset on (group_since, id)."""
        return self.order_by("-group_since", "-id")

    def regroup_due(self, now: datetime) -> Self:
        """Those whose group must be looked at again by `now`, longest waiting first."""
        return self.filter(regroup_at__lte=now).order_by("regroup_at")


class Customer(models.Model):
    """A natural or legal person. `called` is what screens call somebody whose name nobody knows yet."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="customers")
    name = models.CharField(_("Name"), max_length=200, blank=True)
    called = models.CharField(max_length=120, blank=True, editable=False)
    name_folded = models.CharField(max_length=200, blank=True, editable=False)
    name_sort = models.CharField(max_length=600, blank=True, editable=False)
    legal_person = models.BooleanField(_("Company or institution"), default=False)
    hitap = models.CharField(_("How to address"), max_length=8, choices=Hitap.choices, blank=True)
    hitap_text = models.CharField(_("Address as written"), max_length=80, blank=True)
    language = models.CharField(_("Language"), max_length=5, default="tr")
    age_band = models.CharField(_("Age band"), max_length=8, choices=AgeBand.choices, blank=True)
    education = models.CharField(_("Education"), max_length=14, choices=Education.choices, blank=True)
    income_band = models.CharField(_("Income band"), max_length=2, choices=IncomeBand.choices, blank=True)
    marital_status = models.CharField(
        _("Marital status"), max_length=10, choices=MaritalStatus.choices, blank=True
    )
    province = models.CharField(_("Province"), max_length=40, blank=True)
    district = models.CharField(_("District"), max_length=60, blank=True)
    branch = models.ForeignKey(
        Branch,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="customers",
        verbose_name=_("Branch"),
    )
    preferred_channels = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    preferred_hours = models.JSONField(_("Preferred hours"), default=dict, blank=True)
    facts = models.JSONField(_("Facts"), default=dict, blank=True)
    group = models.CharField(_("Group"), max_length=10, choices=Group.choices, default=Group.UNKNOWN)
    group_since = models.DateTimeField(default=clock.now)
    regroup_at = models.DateTimeField(null=True, blank=True)
    interactions_count = models.PositiveIntegerField(default=0)
    first_seen_at = models.DateTimeField(default=clock.now)
    last_seen_at = models.DateTimeField(default=clock.now)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged"
    )

    objects = CustomerQuerySet.as_manager()

    class Meta:
        indexes = [
            # customer list: newest contact first, and by name
            models.Index(fields=["brand", "-last_seen_at", "-id"], name="customer_last_seen"),
            models.Index(fields=["brand", "name_sort", "id"], name="customer_name"),
            # the board of the three groups, newest movement first; merged ones are left out, so that its numbers
            # are counted without a look at the rows
            models.Index(
                fields=["brand", "group", "-group_since", "-id"],
                name="customer_group",
                condition=models.Q(merged_into__isnull=True),
            ),
            # the queue of customers whose group must be looked at again
            models.Index(
                fields=["regroup_at"], name="customer_regroup", condition=models.Q(regroup_at__isnull=False)
            ),
            # a member number somebody reads out
            models.Index(
                models.F("brand"),
                Lower(KT(f"facts__{MEMBER_NUMBER}")),
                name="customer_member_number",
                condition=models.Q(facts__has_key=MEMBER_NUMBER),
            ),
            # part of a name, for search and likely duplicates
            GinIndex(fields=["name_folded"], opclasses=["gin_trgm_ops"], name="customer_name_trigrams"),
        ]

    def __str__(self) -> str:
        return self.name or self.called or str(_("Unnamed customer"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_folded = fold(self.name)[:200]
        self.name_sort = sort_key(self.name)[:600]
        super().save(*args, **kwargs)
