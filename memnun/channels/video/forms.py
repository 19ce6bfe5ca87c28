"""What is typed about meeting servers and meetings."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.channels.video.links import is_pattern
from memnun.foundation import clock


class ServerForm(forms.Form):
    """Where meetings take place."""

    pattern = forms.CharField(
        label=gettext_lazy("Address of a room"), max_length=300, initial="https://meet.jit.si/{room}",
        help_text=gettext_lazy("With {room} in the place of the room's name; your own Jitsi or any other service."),
    )  # fmt: skip
    consent_text = forms.CharField(
        label=gettext_lazy("What the customer agrees to"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Shown before the room opens; kept with the time of agreeing."),
    )  # fmt: skip
    link_hours = forms.IntegerField(
        label=gettext_lazy("A link lives for (hours)"), min_value=1, max_value=720, initial=24
    )
    jwt_app_id = forms.CharField(label=gettext_lazy("Jitsi app id"), max_length=120, required=False)
    jwt_secret = forms.CharField(
        label=gettext_lazy("Jitsi app secret"), max_length=200, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Only for servers with token authentication."),
    )  # fmt: skip

    def clean_pattern(self) -> str:
        text: str = self.cleaned_data["pattern"].strip()
        if not is_pattern(text):
            raise forms.ValidationError(_("It begins with https:// and holds {room} once."))
        return text


class PlanForm(forms.Form):
    """When to meet; now when it is left empty."""

    planned_at = forms.DateTimeField(
        label=gettext_lazy("When"), required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy("Empty: now"),
    )  # fmt: skip

    def clean_planned_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["planned_at"]
        if at and at < clock.now():
            raise forms.ValidationError(_("This time is over."))
        return at


class EndForm(forms.Form):
    """What came of it."""

    note = forms.CharField(
        label=gettext_lazy("What was said"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )  # fmt: skip
