"""What is asked before somebody is erased."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.foundation.turkish.folding import fold
from memnun.privacy.models import Destruction


class ErasureForm(forms.Form):
    """The ground, and the name typed once more: there is no way back."""

    ground = forms.ChoiceField(label=gettext_lazy("Ground"), choices=Destruction.Ground.choices)
    name = forms.CharField(label=gettext_lazy("Type the customer's name to confirm"), max_length=200)

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_name(self) -> str:
        typed: str = self.cleaned_data["name"]
        if fold(typed).strip() != fold(self.expected).strip():
            raise forms.ValidationError(_("This is not the name of this customer."))
        return typed
