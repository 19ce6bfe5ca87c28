"""What is told to and comes from İYS, the message management system of the state."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from memnun.consent.models import IysAccount


class IysImportForm(forms.Form):
    """A file that came from İYS."""

    file = forms.FileField(label=_("File from İYS"), widget=forms.FileInput({"accept": ".csv,.xlsx"}))


class IysAccountForm(forms.Form):
    """A brand's account at İYS's programming interface."""

    site = forms.ChoiceField(label=_("Where"), choices=IysAccount.Site.choices)
    username = forms.CharField(label=_("User name"), max_length=120)
    password = forms.CharField(
        label=_("Password"), max_length=200, widget=forms.PasswordInput({"autocomplete": "off"})
    )
