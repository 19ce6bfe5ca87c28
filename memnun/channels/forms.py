"""What forms of several kinds share: the account's own part, and fields of talks and calls that are noted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from memnun.foundation.turkish.phones import read_phone


class AccountForm(forms.Form):
    """What every account has; the kind's own form adds to it."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("How your team calls it, for example “Support mailbox”.")
    )


class NoSettings(forms.Form):
    """For kinds that ask nothing."""


class ClientIdField(forms.UUIDField):
    """The id a page gave a note before it was sent, as 32 digits: sent twice, it is kept once."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> str:
        return str(super().clean(value).hex)


class PhoneField(forms.CharField):
    """A phone number as people write it, read as it is kept; empty when none is given."""

    def __init__(self, **given: Any) -> None:
        super().__init__(label=_("Phone"), max_length=40, required=False, **given)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        read = read_phone(text)
        if text and read.problem:
            raise forms.ValidationError(gettext(read.problem))
        return read.value or ""
