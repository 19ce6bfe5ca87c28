"""The form of a saved reply."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.knowledge.filling import GAPS, unknown_gaps


class SavedReplyForm(forms.Form):
    """Name, text with gaps, and whether it is only for the person."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    text = forms.CharField(
        label=gettext_lazy("Text"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    only_mine = forms.BooleanField(label=gettext_lazy("Only for me"), required=False)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if unknown := unknown_gaps(text):
            known = ", ".join(f"{{{name}}}" for name in GAPS)
            raise forms.ValidationError(
                _("There is no gap called %(name)s. There are: %(known)s."),
                params={"name": f"{{{unknown[0]}}}", "known": known},
            )
        return text
