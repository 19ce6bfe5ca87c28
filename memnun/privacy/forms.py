"""What is asked before somebody is erased."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.foundation.turkish.folding import fold
from memnun.privacy.models import Category, Destruction


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


LEAST = {Category.TRACES: 36, Category.LOG: 36}
"""Months below which the law or proof of one's own acts would suffer."""
LONGEST = 240
HINTS = {
    Category.CONTENT: gettext_lazy("What customers and you wrote. Proof of a distance sale is kept for three years, commercial letters for ten; ask your lawyer."),
    Category.RAW: gettext_lazy("Mails and records as they came, for reading them again. Six months are usually enough."),
    Category.FILES: gettext_lazy("Files customers and you sent, but no recordings. The contact still shows that there was one."),
    Category.RECORDINGS: gettext_lazy("Voice and video. A line of your phone may have a shorter time of its own."),
    Category.LOG: gettext_lazy("Who did what and when stays; what was said in it goes. At least 36 months, as proof of what you did."),
    Category.TRACES: gettext_lazy("The law wants it kept for at least three years."),
}  # fmt: skip


class RetentionForm(forms.Form):
    """For each category how many months; empty: until somebody is erased."""

    def __init__(self, *args: Any, present: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": present})
        for category in Category:
            least = LEAST.get(category, 1)
            self.fields[category.value] = forms.IntegerField(
                label=_("{category}, months").format(category=category.label),
                required=False, min_value=least, max_value=LONGEST, help_text=HINTS[category],
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip

    def months(self) -> dict[str, int | None]:
        """By category."""
        return {category.value: self.cleaned_data[category.value] for category in Category}
