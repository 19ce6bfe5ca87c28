"""The types of case a brand works with, each with its terms."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.cases.deadlines.terms import Term, Unit
from memnun.foundation.ids import uuid7
from memnun.people.models import Brand, BrandQuerySet, Team

UNITS = [
    (Unit.WORKING_MINUTES.value, _("minutes of working time")),
    (Unit.WORKING_DAYS.value, _("working days")),
    (Unit.CALENDAR_DAYS.value, _("days")),
    (Unit.MINUTES.value, _("minutes")),
]
URGENCIES = [(0, _("Low")), (1, _("Normal")), (2, _("High")), (3, _("Critical"))]


class Law(models.TextChoices):
    """The term of the law that runs beside the brand's own."""

    NONE = "", _("None")
    REFUND = "refund", _("Refund within 14 days (withdrawal)")
    PRIVACY = "privacy", _("Answer within 30 days (privacy request)")
    NOTICE = "notice", _("A date of its own (notice of a board or court)")


class CaseTypeQuerySet(BrandQuerySet["CaseType"]):
    """Named reads of case types."""

    def in_use(self) -> Self:
        """Those that cases may be opened with, in the brand's order."""
        return self.filter(enabled=True)


class CaseType(models.Model):
    """A type of case. `key` names the shipped ones and never changes; a brand's own have none of those."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.SlugField(max_length=40)
    name = models.CharField(_("Name"), max_length=80)
    enabled = models.BooleanField(_("In use"), default=True)
    position = models.PositiveSmallIntegerField(default=0)
    urgency = models.PositiveSmallIntegerField(_("Urgency"), choices=URGENCIES, default=1)
    first_answer = models.PositiveIntegerField(_("First answer within"), default=120)
    first_answer_unit = models.CharField(max_length=16, choices=UNITS, default=Unit.WORKING_MINUTES.value)
    next_answer = models.PositiveIntegerField(_("Next answers within"), default=240)
    next_answer_unit = models.CharField(max_length=16, choices=UNITS, default=Unit.WORKING_MINUTES.value)
    solution = models.PositiveIntegerField(_("Solved within"), default=3)
    solution_unit = models.CharField(max_length=16, choices=UNITS, default=Unit.WORKING_DAYS.value)
    law = models.CharField(_("Term of the law"), max_length=8, choices=Law.choices, blank=True)
    followed_up = models.BooleanField(_("Asked again 7 to 14 days after it was solved"), default=True)
    team = models.ForeignKey(
        Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Team")
    )

    objects = CaseTypeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "key"], name="one_case_type_a_key")]
        ordering = ["position", "name", "id"]

    def __str__(self) -> str:
        return self.name

    def term(self, name: str) -> Term:
        """The term `first_answer`, `next_answer` or `solution`."""
        amount, unit = getattr(self, name), Unit(getattr(self, f"{name}_unit"))
        return Term(max(amount, 1) if unit in (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS) else amount, unit)
