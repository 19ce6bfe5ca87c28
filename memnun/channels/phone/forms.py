"""What is typed about a switchboard, an extension, a call and the columns of a list of calls."""

from __future__ import annotations

import ipaddress
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.channels.forms import ClientIdField, PhoneField
from memnun.channels.phone.call_rows import FIELDS
from memnun.channels.phone.models import CallImport
from memnun.channels.phone.noting import OUTCOMES
from memnun.channels.spoken import MOODS
from memnun.people.forms.fields import BrandForm
from memnun.people.models import Person
from memnun.understanding.topics import SLUGS

PROVIDERS = [("verimor", "Verimor Bulutsantralim"), ("bulutfon", "Bulutfon")]
LONGEST_NOTE = 10_000


class SwitchboardForm(forms.Form):
    """How a switchboard reports, and what it may do."""

    provider = forms.ChoiceField(label=gettext_lazy("Switchboard"), choices=PROVIDERS)
    allowed_addresses = forms.CharField(
        label=gettext_lazy("Addresses it reports from"), required=False, max_length=500,
        help_text=gettext_lazy("IP addresses or networks, separated by spaces. Empty: any, for the address is secret."),
    )  # fmt: skip
    recording_address = forms.CharField(
        label=gettext_lazy("Where recordings are heard"), required=False, max_length=300,
        help_text=gettext_lazy("The address at your switchboard with {uuid} in the place of the call's id. Empty: no links."),
    )  # fmt: skip
    recording_days = forms.IntegerField(
        label=gettext_lazy("Links to recordings are kept for (days)"), min_value=1, max_value=3650, initial=90
    )
    notice_after = forms.IntegerField(
        label=gettext_lazy("The recording notice is heard after (seconds)"), required=False, min_value=0, max_value=120,
        help_text=gettext_lazy("Noted with every incoming call. Empty: your switchboard plays no notice."),
    )  # fmt: skip
    api_key = forms.CharField(
        label=gettext_lazy("API key"), required=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("For fetching the list of calls and for calling from the desk."),
    )  # fmt: skip
    fetch_calls = forms.BooleanField(
        label=gettext_lazy("Also fetch the switchboard's list of calls every five minutes"), required=False, initial=True,
        help_text=gettext_lazy("A report that got lost then loses no call. Needs the API key."),
    )  # fmt: skip
    click_to_call = forms.BooleanField(label=gettext_lazy("The desk may call through it"), required=False)
    caller_id = forms.CharField(
        label=gettext_lazy("Number shown to customers"), required=False, max_length=20
    )

    def clean_allowed_addresses(self) -> str:
        text: str = self.cleaned_data["allowed_addresses"]
        for one in text.split():
            try:
                ipaddress.ip_network(one, strict=False)
            except ValueError:
                raise forms.ValidationError(
                    _("“{text}” is neither an address nor a network.").format(text=one)
                ) from None
        return " ".join(text.split())

    def clean_recording_address(self) -> str:
        text: str = self.cleaned_data["recording_address"].strip()
        if text and (not text.startswith("https://") or "{uuid}" not in text):
            raise forms.ValidationError(_("It begins with https:// and holds {uuid}."))
        return text


class ExtensionForm(BrandForm):
    """Whose telephone an extension is."""

    number = forms.RegexField(
        label=gettext_lazy("Extension"), regex=r"^\d{2,8}$",
        error_messages={"invalid": gettext_lazy("An extension has two to eight digits.")},
    )  # fmt: skip
    owner = forms.ModelChoiceField(label=gettext_lazy("Person"), queryset=Person.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = Person.objects.visible_to(self.person).active()  # type: ignore[attr-defined]


class CallNoteForm(forms.Form):
    """A call in three taps: how it went, what about, in which mood; words are welcome and not needed."""

    client_id = ClientIdField()
    outcome = forms.ChoiceField(
        label=gettext_lazy("How it went"), choices=[(key, words) for key, (words, _i) in OUTCOMES.items()], initial="in"
    )  # fmt: skip
    topic = forms.ChoiceField(choices=[("", ""), *((slug, slug) for slug in SLUGS)], required=False)
    mood = forms.ChoiceField(choices=[("", ""), *((key, key) for key in MOODS)], required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=LONGEST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    number = PhoneField()


class CallListForm(forms.Form):
    """A list of calls."""

    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("CSV or Excel, as your switchboard exports it.")
    )


class CallColumnsForm(forms.Form):
    """What each column of a list means."""

    def __init__(self, intake: CallImport, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Not needed")), *((name, label) for name, (label, _w) in FIELDS.items())]
        self.columns = [column for column, _field in intake.columns]
        for place, (column, field) in enumerate(intake.columns):
            self.fields[f"c{place}"] = forms.ChoiceField(
                label=column, choices=choices, required=False, initial=field
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [value for value in cleaned.values() if value]
        if len(set(chosen)) < len(chosen):
            raise forms.ValidationError(_("Two columns cannot mean the same."))
        if "began_at" not in chosen or not {"caller", "callee"} & set(chosen):
            raise forms.ValidationError(_("Say which column tells when a call began, and which the number."))
        return cleaned

    def chosen(self) -> dict[str, str]:
        """{column: field}."""
        return {column: self.cleaned_data[f"c{place}"] for place, column in enumerate(self.columns)}
