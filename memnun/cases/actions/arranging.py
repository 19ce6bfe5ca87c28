"""Changing how a brand works with cases; what depends on it is reckoned anew."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from memnun.cases import events as acts
from memnun.cases.models import CalendarDay, WorkingCalendar
from memnun.cases.models.calendar import Hours, read_hours
from memnun.cases.retiming import defer_retiming
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.people.models import Person


@transaction.atomic
def arrange(row: models.Model, values: dict[str, Any], *, by: Person, retimes: bool = False) -> None:
    """Save a row of the settings; with `retimes`, open cases are reckoned anew once this is committed."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    told(by, f"{row._meta.verbose_name}: {row}")
    if retimes:
        defer_retiming(by.brand_id)


@transaction.atomic
def remove(row: models.Model, *, by: Person, retimes: bool = False) -> None:
    """Take a row of the settings away."""
    name = f"{row._meta.verbose_name}: {row}"
    row.delete()
    told(by, _("{name} removed").format(name=name))
    if retimes:
        defer_retiming(by.brand_id)


@transaction.atomic
def set_day(calendar: WorkingCalendar, *, day: date, name: str, hours: Hours, by: Person) -> CalendarDay:
    """Let a day differ from its week: closed without hours. Raises ValueError for hours that are none."""
    read_hours(hours)
    found, _fresh = CalendarDay.objects.update_or_create(
        working_calendar=calendar,
        day=day,
        defaults={"brand_id": calendar.brand_id, "name": name, "hours": hours},
    )
    calendar.changed_at = clock.now()
    calendar.save(update_fields=["changed_at"])
    told(by, f"{calendar.name}: {day:%d.%m.%Y} {name}".strip())
    defer_retiming(calendar.brand_id)
    return found


def told(by: Person, what: str) -> None:
    """Write the change into the log."""
    record(acts.SETTINGS_CHANGED, brand_id=by.brand_id, by=by, what=what[:200])
