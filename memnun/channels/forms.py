"""The part of every account's form that all kinds share."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AccountForm(forms.Form):
    """What every account has; the kind's own form adds to it."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("How your team calls it, for example “Support mailbox”.")
    )


class NoSettings(forms.Form):
    """For kinds that ask nothing."""
