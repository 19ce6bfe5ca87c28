"""The brand and its branches."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from memnun.people.forms.fields import BrandForm
from memnun.people.models import Branch, Role
from memnun.people.sign_in import has_second_factor


class BrandSettingsForm(BrandForm):
    """Name, clock, language, and what is asked of sign-ins, which owners alone decide."""

    name = forms.CharField(label=_("Name"), max_length=120)
    time_zone = forms.ChoiceField(label=_("Time zone"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    second_factor_required = forms.BooleanField(
        label=_("Everybody signs in with a second factor"),
        help_text=_(
            "A passkey or codes from an app. Whoever has none is asked to add one before anything opens."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
        self.fields["time_zone"].choices = [(zone, zone) for zone in zones]  # type: ignore[attr-defined]
        self.fields["second_factor_required"].disabled = not self.person.is_at_least(Role.OWNER)

    def clean_second_factor_required(self) -> bool:
        wanted: bool = self.cleaned_data["second_factor_required"]
        if (
            wanted
            and not self.person.brand.second_factor_required
            and not has_second_factor(self.person.account)
        ):
            raise forms.ValidationError(
                _("Add a second factor to your own sign-in first; otherwise you lock yourself out.")
            )
        return wanted


class BranchForm(BrandForm):
    """A shop, office or region."""

    name = forms.CharField(label=_("Name"), max_length=120)
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Short and unique; imports and the API name the branch by it."),
    )
    province = forms.CharField(label=_("Province"), max_length=40, required=False)
    district = forms.CharField(label=_("District"), max_length=60, required=False)
    active = forms.BooleanField(
        label=_("Open"),
        help_text=_("A closed branch keeps its history and is no longer offered."),
        required=False,
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if self.is_taken(Branch.objects, code=code):
            raise forms.ValidationError(_("Another branch has this code."))
        return code
