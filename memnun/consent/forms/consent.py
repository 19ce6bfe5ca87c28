"""A consent that was not given on a screen of ours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from memnun.consent.models import (
    OF_THE_CITIZEN,
    ConsentSource,
    ConsentStatus,
    ConsentType,
    Notice,
    RecipientType,
)
from memnun.customers.models import Customer, IdentityKind
from memnun.foundation import clock
from memnun.people.models import Person


class ConsentForm(forms.Form):
    """A consent or refusal that was given on the phone, on paper or face to face."""

    address = forms.ChoiceField(label=_("Address"))
    type = forms.ChoiceField(label=_("Way of contact"), choices=ConsentType.choices)
    status = forms.ChoiceField(label=_("Consent or refusal"), choices=ConsentStatus.choices)
    source = forms.ChoiceField(
        label=_("Where"),
        choices=[choice for choice in ConsentSource.choices if choice[0] not in OF_THE_CITIZEN],
    )
    recipient_type = forms.ChoiceField(label=_("As"), choices=RecipientType.choices)
    taken_at = forms.DateTimeField(
        label=_("When"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M"],
    )
    notice = forms.ModelChoiceField(
        label=_("Text that was read or shown"), queryset=Notice.objects.none(), required=False
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=300,
        help_text=_("What proves it: number of the form, of the call, name of the file."),
    )

    def __init__(self, *args: Any, customer: Customer, person: Person, **given: Any) -> None:
        super().__init__(*args, **given)
        proven = customer.identities.filter(claimed=False).exclude(kind=IdentityKind.EXTERNAL)
        self.kinds = dict(proven.values_list("value", "kind"))
        self.fields["address"].choices = [(value, value) for value in self.kinds]  # type: ignore[attr-defined]
        self.fields["notice"].queryset = Notice.objects.visible_to(person)  # type: ignore[attr-defined]
        self.fields["recipient_type"].initial = (
            RecipientType.TACIR if customer.legal_person else RecipientType.BIREYSEL
        )
        self.fields["taken_at"].initial = timezone.localtime(clock.now()).replace(second=0, microsecond=0)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind, type = self.kinds.get(cleaned.get("address", "")), cleaned.get("type")
        if kind and type and (kind == IdentityKind.EMAIL) != (type == ConsentType.EPOSTA):
            self.add_error("type", _("This way of contact does not go with the address."))
        if (moment := cleaned.get("taken_at")) and moment > clock.now():
            self.add_error("taken_at", _("The date is in the future."))
        return cleaned
