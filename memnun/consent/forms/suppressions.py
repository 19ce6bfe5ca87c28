"""Addresses and customers that get nothing more."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from memnun.consent.models import Suppression


class SuppressionForm(forms.Form):
    """An address that gets nothing more."""

    address = forms.CharField(label=_("E-mail address or phone"), max_length=320)
    reason = forms.ChoiceField(label=_("Reason"), choices=Suppression.Reason.choices)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class CustomerSuppressionForm(forms.Form):
    """A customer who gets nothing more at any address."""

    reason = forms.ChoiceField(label=_("Reason"), choices=Suppression.Reason.choices)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class SuppressionImportForm(forms.Form):
    """Many addresses at once, one a line."""

    addresses = forms.CharField(
        label=_("Addresses, one a line"), widget=forms.Textarea({"rows": 8}), max_length=2_000_000
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=Suppression.Reason.choices)
