"""The input of acts on customers."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from memnun.customers.models import Customer, IdentityKind
from memnun.foundation.languages import language_choices
from memnun.foundation.turkish.emails import read_email
from memnun.foundation.turkish.folding import sort_key
from memnun.foundation.turkish.phones import read_phone
from memnun.foundation.turkish.provinces import find_province, provinces
from memnun.interactions.models import Channel
from memnun.people.models import Branch, Person

DAYS = (
    ("mon", _("Monday")),
    ("tue", _("Tuesday")),
    ("wed", _("Wednesday")),
    ("thu", _("Thursday")),
    ("fri", _("Friday")),
    ("sat", _("Saturday")),
    ("sun", _("Sunday")),
)


class CustomerForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is known of a customer, and how they wish to be reached."""

    language = forms.ChoiceField(label=_("Language"))
    province = forms.ChoiceField(label=_("Province"), required=False)
    preferred_channels = forms.MultipleChoiceField(
        label=_("Prefers to be reached by"),
        choices=Channel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Customer
        fields = [
            "name", "legal_person", "hitap", "hitap_text", "language", "age_band", "education", "income_band",
            "marital_status", "province", "district", "branch", "preferred_channels",
        ]  # fmt: skip

    def __init__(self, person: Person, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        names = sorted((province.name for province in provinces()), key=sort_key)
        self.fields["language"].choices = language_choices([self.instance.language])  # type: ignore[attr-defined]
        own = self.instance.province
        if own and own not in names:
            names.append(own)
        self.fields["province"].choices = [("", "–"), *((name, name) for name in names)]  # type: ignore[attr-defined]
        self.fields["branch"].queryset = Branch.objects.visible_to(person)  # type: ignore[attr-defined]
        hours = self.instance.preferred_hours or {}
        for day, label in DAYS:
            begin, end = (hours.get(day) or ["", ""])[:2]
            self.fields[f"{day}_from"] = forms.TimeField(
                label=label, required=False, initial=begin, widget=_clock(_("{day}, from"), label)
            )
            self.fields[f"{day}_to"] = forms.TimeField(
                label=_("until"), required=False, initial=end, widget=_clock(_("{day}, until"), label)
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self._check_place(cleaned)
        hours: dict[str, list[str]] = {}
        for day, label in DAYS:
            begin, end = cleaned.get(f"{day}_from"), cleaned.get(f"{day}_to")
            if begin is None and end is None:
                continue
            if not isinstance(begin, time) or not isinstance(end, time) or begin >= end:
                told = _("{day}: please give a beginning and a later end.")
                self.add_error(f"{day}_from", str(told).format(day=label))
            else:
                hours[day] = [f"{begin:%H:%M}", f"{end:%H:%M}"]
        cleaned["preferred_hours"] = hours
        return cleaned

    def _check_place(self, cleaned: dict[str, Any]) -> None:
        province = find_province(cleaned.get("province") or "")
        if province and cleaned.get("district"):
            district = province.find_district(cleaned["district"])
            if district is None:
                told = _("There is no district {district} in {province}.")
                self.add_error(
                    "district", str(told).format(district=cleaned["district"], province=province.name)
                )
            else:
                cleaned["district"] = district

    def changes(self) -> dict[str, Any]:
        """The fields as `edit` takes them."""
        told = {name: self.cleaned_data[name] for name in self.Meta.fields if name != "branch"}
        branch = self.cleaned_data["branch"]
        return {
            **told,
            "branch_id": branch.id if branch else None,
            "preferred_hours": self.cleaned_data["preferred_hours"],
        }

    def hours(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each day: from, until."""
        return [(self[f"{day}_from"], self[f"{day}_to"]) for day, _label in DAYS]


def _clock(name: Promise, day: Promise) -> forms.TimeInput:
    said = str(name).format(day=day)
    return forms.TimeInput({"type": "time", "class": "form-control", "aria-label": said}, format="%H:%M")


class NewCustomerForm(forms.Form):
    """A customer added by hand: a name and at least one way to recognise them."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.CharField(label=_("E-mail"), max_length=320, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, read in (("email", read_email), ("phone", read_phone)):
            if cleaned.get(name) and (problem := read(cleaned[name]).problem):
                self.add_error(name, _(problem))
        if not cleaned.get("email") and not cleaned.get("phone"):
            self.add_error(None, _("Please give an e-mail address or a phone number."))
        return cleaned


class IdentityForm(forms.Form):
    """Another address or number."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind.value, kind.label) for kind in (IdentityKind.EMAIL, IdentityKind.PHONE)],
    )
    value = forms.CharField(label=_("Address or number"), max_length=320)
