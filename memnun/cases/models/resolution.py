"""How a case was solved, what caused it, and whether the customer agrees."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from memnun.cases.models.case import Case
from memnun.cases.models.seen import CaseRowQuerySet
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Person


class RootCause(models.Model):
    """A cause in the tree the brand grows."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("Under"),
    )
    name = models.CharField(_("Name"), max_length=80)
    active = models.BooleanField(_("In use"), default=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "parent", "name"], name="cause_once", nulls_distinct=False
            )
        ]
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Resolution(models.Model):
    """What was done, and why it had come to that. `satisfied` is the customer's word, null until told.

    One that was undone either was a mistake or `came_back`: the case was opened again.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="resolutions")
    cause = models.ForeignKey(
        RootCause, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("Root cause")
    )
    done = models.TextField(_("What was done"), max_length=2000)
    refused = models.BooleanField(_("The customer's claim was refused"), default=False)
    at_first_contact = models.BooleanField(default=False)
    took = models.PositiveIntegerField(null=True, blank=True)
    satisfied = models.BooleanField(_("Solved, says the customer"), null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True, blank=True)
    came_back = models.BooleanField(default=False)
    undone_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = CaseRowQuerySet["Resolution"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="one_standing_resolution", condition=Q(undone_at__isnull=True)
            )
        ]
        indexes = [
            # measures of a period, and which causes return
            models.Index(fields=["brand", "at", "cause"], name="resolution_period"),
        ]

    def __str__(self) -> str:
        return self.done[:60]


class FollowUpQuerySet(CaseRowQuerySet["FollowUp"]):
    """Named reads of follow-ups."""

    def due(self, now: datetime) -> Self:
        """Those whose first day has come and that nobody has asked yet."""
        return self.filter(state=FollowUp.State.PLANNED, since__lte=now).order_by("since", "id")

    def unfinished(self) -> Self:
        """Planned or asked."""
        return self.filter(state__in=[FollowUp.State.PLANNED, FollowUp.State.ASKED])


class FollowUp(models.Model):
    """Asking again between `since` and `until`, 7 and 14 days after a resolution."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ASKED = "asked", _("Asked")
        SATISFIED = "satisfied", _("Solved")
        UNSATISFIED = "unsatisfied", _("Not solved")
        SILENT = "silent", _("No answer")
        WAIVED = "waived", _("Not asked, with a reason")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="follow_ups")
    resolution = models.OneToOneField(Resolution, on_delete=models.CASCADE, related_name="follow_up")
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PLANNED)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("Why not"), max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["since", "id"], name="follow_up_due", condition=Q(state="planned")),
            models.Index(fields=["until", "id"], name="follow_up_asked", condition=Q(state="asked")),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"
