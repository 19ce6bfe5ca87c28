"""Hours for each day of a week."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from memnun.consent.models.policy import WEEKDAYS

DAYS: dict[str, Promise] = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
}


def clock_field(label: Any) -> forms.TimeField:
    """An hour of the day."""
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput({"type": "time", "class": "form-control"}, "%H:%M"),
    )


class HoursForm(forms.Form):
    """Hours for each day of the week, as {day: [from, until]}; `prefix` tells several weeks apart."""

    def __init__(self, *args: Any, hours: dict[str, Any] | None = None, **given: Any) -> None:
        super().__init__(*args, **given)
        for day, label in DAYS.items():
            span = (hours or {}).get(day)
            begin, end = span if isinstance(span, list) and len(span) == 2 else ("", "")
            for part, text, value in (("from", _("{day}, from"), begin), ("to", _("{day}, until"), end)):
                field = clock_field(label)
                field.initial = value
                field.widget.attrs["aria-label"] = str(text).format(day=label)
                self.fields[f"{day}_{part}"] = field

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for day, label in DAYS.items():
            begin, end = cleaned.get(f"{day}_from"), cleaned.get(f"{day}_to")
            whole = isinstance(begin, time) and isinstance(end, time) and begin < end
            if not whole and (begin or end):
                told = _("{day}: please give a beginning and a later end.")
                self.add_error(f"{day}_from", str(told).format(day=label))
        return cleaned

    def hours(self) -> dict[str, list[str]]:
        """The hours as they are stored; days without hours are left out."""
        return {
            day: [f"{self.cleaned_data[f'{day}_from']:%H:%M}", f"{self.cleaned_data[f'{day}_to']:%H:%M}"]
            for day in WEEKDAYS
            if self.cleaned_data.get(f"{day}_from")
        }

    def days(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each day: from, until."""
        return [(self[f"{day}_from"], self[f"{day}_to"]) for day in WEEKDAYS]
