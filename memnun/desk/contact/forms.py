"""The shape of a contact written down by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.foundation import clock
from memnun.foundation.turkish.emails import read_email
from memnun.foundation.turkish.phones import read_phone
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.models import Channel, ContactType, Direction

LONGEST = 50_000


class ContactForm(forms.Form):
    """Channel, direction, words and time; the time is now when it is left empty."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Channel"),
        choices=Channel.choices,
        widget=forms.RadioSelect,
        initial=Channel.PHONE,
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Direction"),
        choices=Direction.choices,
        widget=forms.RadioSelect,
        initial=Direction.IN,
    )
    text = forms.CharField(
        label=gettext_lazy("What was said"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Please write what was said.")},
    )
    occurred_at = forms.DateTimeField(
        label=gettext_lazy("When"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": gettext_lazy("Please write the time as 15.03.2026 09:00.")},
    )
    contact_type = forms.ChoiceField(
        label=gettext_lazy("Kind of contact"), choices=[("", "–"), *ContactType.choices], required=False
    )

    def clean_occurred_at(self) -> datetime:
        at: datetime | None = self.cleaned_data["occurred_at"]
        if at and at > clock.now():
            raise forms.ValidationError(_("This time is still to come; write when it happened."))
        return at or clock.now()


class NewCustomerForm(forms.Form):
    """Somebody who is not known yet, or is recognised by phone or e-mail."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=40, required=False)
    email = forms.CharField(label=gettext_lazy("E-mail"), max_length=320, required=False)

    def clean_phone(self) -> str:
        return _readable(self.cleaned_data["phone"], read_phone)

    def clean_email(self) -> str:
        return _readable(self.cleaned_data["email"], read_email)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in ("name", "phone", "email")):
            raise forms.ValidationError(_("Choose a customer, or write a name, phone or e-mail address."))
        return cleaned

    @property
    def customer(self) -> ContactCustomer:
        """The customer as the ledger takes them."""
        told = self.cleaned_data
        return ContactCustomer(
            name=told["name"] or None, phone=told["phone"] or None, email=told["email"] or None
        )


def local_now() -> datetime:
    """The present moment as a form shows it."""
    return timezone.localtime(clock.now())


def _readable(text: str, read: Any) -> str:
    """The text if it can be read; raises with the reader's own words otherwise."""
    if text and (reading := read(text)).value is None:
        raise forms.ValidationError(_(reading.problem))
    return text
