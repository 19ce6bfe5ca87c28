"""Who can take a case, and to whom cases go."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.cases.models.calendar import WorkingCalendar
from memnun.cases.models.kinds import CaseType
from memnun.cases.owners.choosing import USUAL_CAPACITY
from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models import Branch, Brand, BrandQuerySet, Person, Team


class Capacity(models.Model):
    """What one person takes on. Without a row somebody takes up to 30 cases of any kind."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="capacity")
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    takes_cases = models.BooleanField(_("Is given cases"), default=True)
    most = models.PositiveSmallIntegerField(_("At most open"), default=USUAL_CAPACITY)
    skills = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("Skills"))
    languages = ArrayField(
        models.CharField(max_length=8), default=list, blank=True, verbose_name=_("Languages")
    )
    working_calendar = models.ForeignKey(
        WorkingCalendar, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = BrandQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person} {self.most}"


class AbsenceQuerySet(BrandQuerySet["Absence"]):
    """Named reads of absences."""

    def at(self, moment: datetime) -> Self:
        """Those that last at the moment."""
        return self.filter(since__lte=moment, until__gt=moment)


class Absence(models.Model):
    """Somebody is away; `handed_over_at` says that their cases were given to others."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="absences", verbose_name=_("Who")
    )
    since = models.DateTimeField(_("From"), default=clock.now)
    until = models.DateTimeField(_("Until"), default=clock.now)
    note = models.CharField(_("Note"), max_length=120, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["brand", "until"], name="absence_until")]
        ordering = ["since"]

    def __str__(self) -> str:
        return f"{self.person} {self.since:%Y-%m-%d}"


class OwnerRule(models.Model):
    """To whom cases go: the first rule whose conditions all hold, in the order of `position`.

    Empty conditions hold for everything. Among the team (everybody without one), people at work and below
    their capacity come first; then whoever fits the wishes; then the way decides.
    """

    class Way(models.TextChoices):
        LEAST_LOADED = "least", _("Whoever has the fewest open cases")
        ROUND_ROBIN = "round", _("One after the other")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("Order"), default=1)
    type = models.ForeignKey(
        CaseType, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Type")
    )
    topic = models.CharField(_("Topic"), max_length=40, blank=True)
    language = models.CharField(_("Language"), max_length=8, blank=True)
    branch = models.ForeignKey(
        Branch, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Branch")
    )
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Team")
    )
    way = models.CharField(_("Way"), max_length=5, choices=Way.choices, default=Way.LEAST_LOADED)
    usual_agent_first = models.BooleanField(_("The customer's usual agent first"), default=True)
    skill_wanted = models.BooleanField(_("Prefer whoever knows the topic"), default=True)
    language_wanted = models.BooleanField(_("Prefer whoever speaks the language"), default=True)
    branch_wanted = models.BooleanField(_("Prefer whoever works in the branch"), default=True)
    last_person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = BrandQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.position} {self.way}"
