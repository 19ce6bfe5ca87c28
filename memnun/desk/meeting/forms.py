"""What is typed about a meeting with a customer."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.channels.email.appointments import Plan
from memnun.channels.email.models import Appointment
from memnun.foundation import clock
from memnun.interactions.outbox.ways import Way

MINUTES = (15, 30, 45, 60, 90, 120, 180)
VIDEO, PLACE = "video", "place"


class AppointmentForm(forms.Form):
    """When, how long, where, about what. Days and times are those of the brand's zone."""

    summary = forms.CharField(label=gettext_lazy("Subject of the meeting"), max_length=200)
    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    hour = forms.TimeField(
        label=gettext_lazy("Hour"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    minutes = forms.TypedChoiceField(label=gettext_lazy("Length"), coerce=int, initial=30)
    where = forms.ChoiceField(label=gettext_lazy("Meeting place"), choices=[], widget=forms.RadioSelect)
    place = forms.CharField(label=gettext_lazy("Place or link"), max_length=300, required=False)
    note = forms.CharField(
        label=gettext_lazy("Note to the customer"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip
    way = forms.ChoiceField(label=gettext_lazy("Invitation goes to"), choices=[])

    def __init__(self, *args: Any, ways: list[Way], has_video: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = {f"{way.account.id}": way for way in ways}
        self._choices("minutes", [(length, _("{length} min").format(length=length)) for length in MINUTES])
        offered = [(VIDEO, _("By video; the link goes with the invitation"))] if has_video else []
        self._choices("where", [*offered, (PLACE, _("At a place or a link of your own"))])
        self._choices("way", [(id_, f"{way.to.value} ← {way.account}") for id_, way in self.ways.items()])
        if not kwargs.get("initial", {}).get("where"):
            self.initial["where"] = VIDEO if has_video else PLACE

    def _choices(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("day") and told.get("hour"):
            told["begins_at"] = _moment(told["day"], told["hour"])
            if told["begins_at"] <= clock.now():
                self.add_error("hour", _("This time is over."))
        if told.get("where") == PLACE and not told.get("place", "").strip():
            self.add_error("place", _("Say where you meet."))
        return told

    @property
    def by_video(self) -> bool:
        """Whether a video room is asked for."""
        return bool(self.cleaned_data["where"] == VIDEO)

    @property
    def way_chosen(self) -> Way:
        """The mailbox and the address."""
        return self.ways[self.cleaned_data["way"]]

    @property
    def plan(self) -> Plan:
        """What was typed; the place of a video meeting is filled in where its room is made."""
        told = self.cleaned_data
        begins: datetime = told["begins_at"]
        place = "" if self.by_video else told["place"].strip()
        return Plan(
            begins,
            begins + timedelta(minutes=told["minutes"]),
            told["summary"].strip(),
            place,
            told["note"].strip(),
        )


def told_of(appointment: Appointment) -> dict[str, Any]:
    """The form's values for a meeting that stands."""
    begins = timezone.localtime(appointment.begins_at)
    return {
        "summary": appointment.summary,
        "day": begins.date(),
        "hour": begins.time(),
        "minutes": round((appointment.ends_at - appointment.begins_at).total_seconds() / 60),
        "where": VIDEO if appointment.room_id else PLACE,
        "place": "" if appointment.room_id else appointment.place,
        "note": appointment.note,
        "way": str(appointment.account_id),
    }


def proposed(summary: str) -> dict[str, Any]:
    """The form's values for a new meeting: tomorrow at ten, or the day after the weekend."""
    day = timezone.localdate(clock.now()) + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return {"summary": summary[:200], "day": day, "hour": time(10), "minutes": 30}


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
