"""The shape of an answer as the composer sends it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount
from memnun.people.models import Person

LATEST = timedelta(days=180)
AFTERWARDS = [("", ""), ("wait", ""), ("resolve", "")]


class PromiseAskedForm(forms.Form):
    """The promise that was asked for before a complaint is answered."""

    promise_text = forms.CharField(label=gettext_lazy("What is promised"), max_length=300)
    promise_due = forms.DateTimeField(
        label=gettext_lazy("By when"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M"],
    )

    def clean_promise_due(self) -> datetime:
        moment: datetime = self.cleaned_data["promise_due"]
        if moment <= clock.now():
            raise forms.ValidationError(_("Please choose a time that is still to come."))
        return moment


class ReplyForm(forms.Form):
    """Words, way, and when; `send_at` is a moment to come, `key` names the act."""

    text = forms.CharField(
        max_length=50_000,
        required=False,
        strip=False,
        error_messages={"max_length": gettext_lazy("This is too long.")},
    )
    subject = forms.CharField(max_length=300, required=False)
    account = forms.ModelChoiceField(
        ChannelAccount.objects.none(),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("This way is no longer there; choose another.")},
    )
    send_at = forms.DateTimeField(
        required=False, error_messages={"invalid": gettext_lazy("Please write the time as 15.03.2026 09:00.")}
    )
    dropped = forms.BooleanField(required=False)
    afterwards = forms.ChoiceField(choices=AFTERWARDS, required=False)
    key = forms.CharField(max_length=100)

    def __init__(self, *args: object, person: Person, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        accounts = ChannelAccount.objects.visible_to(person).filter(active=True).exclude(kind="")
        self.fields["account"].queryset = accounts  # type: ignore[attr-defined]

    def clean_send_at(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["send_at"]
        if moment is None:
            return None
        if moment <= clock.now():
            raise forms.ValidationError(_("Please choose a time that is still to come."))
        if moment > clock.now() + LATEST:
            raise forms.ValidationError(_("This is more than half a year away."))
        return moment
