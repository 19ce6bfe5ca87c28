"""Texts that are shown to customers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from memnun.consent.models import Notice

WRITTEN_BY_HAND = [(kind.value, kind.label) for kind in (Notice.Kind.PRIVACY, Notice.Kind.CONSENT)]


class NoticeForm(forms.Form):
    """A text that is shown to customers; saving makes a new version."""

    kind = forms.ChoiceField(label=_("Kind"), choices=WRITTEN_BY_HAND)
    name = forms.CharField(label=_("Name"), max_length=80)
    language = forms.ChoiceField(label=_("Language"), choices=[("tr", "Türkçe"), ("en", "English")])
    text = forms.CharField(label=_("Text"), widget=forms.Textarea({"rows": 10}), max_length=20_000)
