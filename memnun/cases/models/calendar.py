"""When a brand or one of its branches works."""

from __future__ import annotations

from datetime import time
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.business_time import STANDARD_WEEK, Calendar, Opening, Week
from memnun.foundation.ids import uuid7
from memnun.people.models import Branch, Brand, BrandQuerySet

Hours = list[list[str]]
"""Working hours of a day: [["09:00", "12:30"], ["13:30", "18:00"]]."""


class WorkingCalendar(models.Model):
    """Working hours of a week and what differs from them; with a branch it holds for that branch alone.

    `week` has seven `Hours`, Monday first; anything else, and a week without any, stands
    for the standard week.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("Name"), max_length=80)
    branch = models.OneToOneField(
        Branch, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Branch")
    )
    time_zone = models.CharField(_("Time zone"), max_length=60, default="Europe/Istanbul")
    week = models.JSONField(_("Working hours"), default=list)
    public_holidays = models.BooleanField(_("Closed on public holidays of Turkey"), default=True)
    half_day_until = models.TimeField(_("Half days end at"), default=time(13))
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand"], name="one_calendar_of_a_brand", condition=models.Q(branch__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar that reckons; reads the days that differ once."""
        days = list(self.days.all())
        return Calendar(
            week=read_week(self.week),
            zone=read_zone(self.time_zone),
            public_holidays=self.public_holidays,
            half_day_until=self.half_day_until,
            closed={each.day: each.name for each in days if not each.hours},
            opened={each.day: read_hours(each.hours) for each in days if each.hours},
        )


class CalendarDay(models.Model):
    """A day that differs from its week: closed without hours, else open at these hours."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    working_calendar = models.ForeignKey(WorkingCalendar, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(_("Day"), default=clock.today)
    name = models.CharField(_("Why"), max_length=80, blank=True)
    hours = models.JSONField(_("Working hours"), default=list)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["working_calendar", "day"], name="calendar_day_once")]
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


def read_hours(hours: Hours) -> tuple[Opening, ...]:
    """Working hours of a day. Raises ValueError for hours that are none."""
    return tuple(Opening(time.fromisoformat(since), time.fromisoformat(until)) for since, until in hours)


def read_week(week: list[Hours]) -> Week:
    """The seven days; the standard week for anything that has not seven, or in which nobody ever works."""
    return tuple(read_hours(hours) for hours in week) if len(week) == 7 and any(week) else STANDARD_WEEK


def read_zone(name: str) -> ZoneInfo:
    """The zone of that name; Istanbul's for a name that is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):
        return clock.ISTANBUL
