"""The input of working calendars: hours of the week, special days."""

from __future__ import annotations

import itertools
import re
from datetime import time
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from memnun.cases.forms import CaseForm
from memnun.cases.models.calendar import Hours
from memnun.foundation.business_time import Opening
from memnun.people.models import Branch

DAYS = (
    ("mon", _("Monday")), ("tue", _("Tuesday")), ("wed", _("Wednesday")), ("thu", _("Thursday")),
    ("fri", _("Friday")), ("sat", _("Saturday")), ("sun", _("Sunday")),
)  # fmt: skip
HOURS = re.compile(r"^(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})$")


class HoursField(forms.CharField):
    """Working hours of a day as people write them: 09:00–12:30, 13:30–18:00; empty for closed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=120, **options)

    def clean(self, value: Any) -> Hours:
        text = super().clean(value)
        hours: Hours = []
        for part in filter(None, (each.strip() for each in text.split(","))):
            found = HOURS.match(part)
            if not found:
                raise ValidationError(_("Write hours as 09:00–12:30, 13:30–18:00."))
            hours.append([f"{int(found[1]):02}:{found[2]}", f"{int(found[3]) % 24:02}:{found[4]}"])
        _check(hours)
        return hours

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return ", ".join(f"{since}–{until}" for since, until in value)
        return value


def _check(hours: Hours) -> None:
    try:
        openings = [Opening(time.fromisoformat(since), time.fromisoformat(until)) for since, until in hours]
    except ValueError as problem:
        raise ValidationError(_("Hours end after they start.")) from problem
    for earlier, later in itertools.pairwise(openings):
        if earlier.until == time(0) or earlier.until > later.since:
            raise ValidationError(_("The hours of a day follow each other without overlap."))


class CalendarForm(CaseForm):
    """A week and its zone."""

    name = forms.CharField(label=_("Name"), max_length=80)
    branch = forms.ModelChoiceField(
        label=_("Branch"), queryset=Branch.objects.none(), required=False, empty_label=_("The whole brand")
    )
    time_zone = forms.ChoiceField(label=_("Time zone"))
    mon = HoursField(
        label=_("Monday"),
        help_text=_("As 09:00–12:30, 13:30–18:00; leave a day empty when you are closed."),
    )
    tue = HoursField(label=_("Tuesday"))
    wed = HoursField(label=_("Wednesday"))
    thu = HoursField(label=_("Thursday"))
    fri = HoursField(label=_("Friday"))
    sat = HoursField(label=_("Saturday"))
    sun = HoursField(label=_("Sunday"))
    public_holidays = forms.BooleanField(label=_("Closed on public holidays of Turkey"), required=False)
    half_day_until = forms.TimeField(
        label=_("Half days end at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("branch", Branch.objects.visible_to(self.asker))
        self.fields["time_zone"].choices = [(each, each) for each in sorted(available_timezones())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        days = [day for day, _label in DAYS]
        if not any(told.get(day) for day in days) and not set(days) & set(self.errors):
            raise ValidationError(_("Write hours for at least one day: without any, no term would ever end."))
        return told

    @property
    def values(self) -> dict[str, Any]:
        """The columns of the calendar."""
        told = self.cleaned_data
        names = ("name", "branch", "time_zone", "public_holidays", "half_day_until")
        return {**{name: told[name] for name in names}, "week": [told[day] for day, _label in DAYS]}


class DayForm(CaseForm):
    """A day that differs."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    name = forms.CharField(label=_("Why"), max_length=80)
    hours = HoursField(label=_("Working hours"), help_text=_("Leave it empty when you are closed."))
