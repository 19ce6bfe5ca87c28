"""The input of a message in time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.knowledge.filling import unknown_gaps
from memnun.preventing.models import ProactiveMessage

GAPS = ("hitap", "ad", "marka")
DAY = {"type": "date"}


class MessageForm(forms.Form):
    """Words, class, and the days of purchase."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("{hitap}, {ad} and {marka} are filled in."),
    )
    purpose = forms.ChoiceField(label=gettext_lazy("Class of the message"), choices=ProactiveMessage.PURPOSES)
    bought_from = forms.DateField(
        label=gettext_lazy("Bought from"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    bought_until = forms.DateField(
        label=gettext_lazy("Bought until"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    held_back = forms.TypedChoiceField(
        label=gettext_lazy("Held back to compare"),
        choices=ProactiveMessage.SHARES,
        coerce=int,
        help_text=gettext_lazy(
            "Drawn by lot and not written to. Only so can be seen whether the message prevents anything."
        ),
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        unknown = [name for name in unknown_gaps(text) if name.strip().lower() not in GAPS]
        if unknown:
            raise forms.ValidationError(
                _("There is no gap called {name} here.").format(name=f"{{{unknown[0]}}}")
            )
        return text

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if (
            told.get("bought_from")
            and told.get("bought_until")
            and told["bought_until"] < told["bought_from"]
        ):
            self.add_error("bought_until", _("The last day comes after the first."))
        return told
