"""The brand's own rules of contact."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from memnun.consent.gate.budget import LONGEST_DAYS
from memnun.consent.models import ContactPolicy, IysMode, Purpose
from memnun.consent.words import SCOPES


def number_box() -> forms.NumberInput:
    """A small number, drawn like all other fields."""
    return forms.NumberInput({"class": "form-control"})


class PolicyForm(forms.ModelForm):  # type: ignore[type-arg]
    """The brand's own rules; hours are forms of their own beside it."""

    exempt = forms.MultipleChoiceField(
        label=_("Goes at any hour"),
        choices=Purpose.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    public_holidays = forms.BooleanField(
        label=_("Public holidays and the afternoons before them are quiet"), required=False
    )
    closed = forms.CharField(
        label=_("Own quiet days"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        help_text=_("One a line: 31.12.2026 Yılbaşı"),
    )
    topics = forms.CharField(
        label=_("Topics customers can choose"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        help_text=_("One a line, for example: New products"),
    )
    mersis = forms.CharField(label=_("MERSİS number"), max_length=24, required=False)
    survey_basis = forms.CharField(
        label=_("Why a survey after a service is no commercial message"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        help_text=_(
            "Leave it empty, and such surveys need consent as well. Ask your lawyer before you write here."
        ),
    )
    iys_mode = forms.ChoiceField(label=_("İYS is kept"), choices=IysMode.choices)
    iys_before_sending = forms.BooleanField(
        label=_("Send only what İYS already holds"),
        required=False,
        help_text=_(
            "Otherwise a new consent counts at once and lapses if İYS does not have it in three working days."
        ),
    )

    class Meta:
        model = ContactPolicy
        fields = [
            "public_holidays", "exempt", "topics", "survey_basis", "trade_name", "mersis", "iys_mode", "iys_code",
            "iys_brand_code", "iys_before_sending",
        ]  # fmt: skip
        labels = {
            "trade_name": _("Trade name"),
            "iys_code": _("İYS code"),
            "iys_brand_code": _("İYS brand code"),
        }

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial["topics"] = "\n".join(self.instance.topics)
        self.initial["closed"] = "\n".join(
            f"{date.fromisoformat(day):%d.%m.%Y} {why}"
            for day, why in sorted(self.instance.closed_days.items())
            if _is_day(day)
        )
        limits = {limit["scope"]: limit for limit in self.instance.limits}
        for scope, words in SCOPES.items():
            present = limits.get(scope, {})
            self.fields[f"{scope}_most"] = forms.IntegerField(
                label=str(words),
                min_value=0,
                max_value=1000,
                required=False,
                initial=present.get("most"),
                widget=number_box(),
            )
            self.fields[f"{scope}_days"] = forms.IntegerField(
                label=_("in so many days"), min_value=1, max_value=LONGEST_DAYS, required=False,
                initial=present.get("days"), widget=number_box(),
            )  # fmt: skip

    def clean_topics(self) -> list[str]:
        return list(
            dict.fromkeys(
                line.strip()[:80] for line in self.cleaned_data["topics"].splitlines() if line.strip()
            )
        )

    def clean_closed(self) -> dict[str, str]:
        days = {}
        for line in self.cleaned_data["closed"].splitlines():
            text, _space, why = line.strip().partition(" ")
            if text:
                days[_read_day(text).isoformat()] = why.strip()[:80]
        return days

    def clean_mersis(self) -> str:
        value = "".join(self.cleaned_data["mersis"].split())
        if value and not (value.isdigit() and len(value) == 16):
            raise forms.ValidationError(_("A MERSİS number has 16 digits."))
        return value

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for scope in SCOPES:
            most, days = cleaned.get(f"{scope}_most"), cleaned.get(f"{scope}_days")
            if (most is None) != (days is None) and not {f"{scope}_most", f"{scope}_days"} & set(self.errors):
                self.add_error(f"{scope}_most", _("Please give both numbers, or neither."))
        return cleaned

    def limits(self) -> list[dict[str, Any]]:
        """The limits as they are stored."""
        return [
            {
                "scope": scope,
                "most": self.cleaned_data[f"{scope}_most"],
                "days": self.cleaned_data[f"{scope}_days"],
            }
            for scope in SCOPES
            if self.cleaned_data.get(f"{scope}_most") is not None
        ]

    def limit_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two numbers of each scope."""
        return [(self[f"{scope}_most"], self[f"{scope}_days"]) for scope in SCOPES]


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _read_day(text: str) -> date:
    day, _dot, rest = text.partition(".")
    month, _dot, year = rest.partition(".")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise forms.ValidationError(
            _("“%(text)s” is not a date as in 31.12.2026."), params={"text": text}
        ) from None
