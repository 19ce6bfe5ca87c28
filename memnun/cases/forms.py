"""The input of this room's acts, one form an act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from memnun.cases.models import CaseType, ConcessionKind, RootCause
from memnun.cases.models.kinds import URGENCIES
from memnun.customers.models import Customer
from memnun.foundation.turkish.numbers import parse_number
from memnun.people.models import Person, Role, Team

MOMENT = {"type": "datetime-local"}


class MomentField(forms.DateTimeField):
    """A moment from a picker of day and hour, in the viewer's zone."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs=MOMENT, format="%Y-%m-%dT%H:%M")
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M"]
        super().__init__(widget=widget, input_formats=formats, **options)


class AmountField(forms.CharField):
    """Lira and kuruş as people write them: 1.234,50."""

    def clean(self, value: Any) -> Decimal:
        text = super().clean(value)
        if not text:
            return Decimal(0)
        try:
            return Decimal(parse_number(text))
        except ValueError as problem:
            raise forms.ValidationError(_("Write the amount in lira and kuruş, as 1.234,50.")) from problem


class CaseForm(forms.Form):
    """A form about one brand's rows, for one person."""

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asker = person

    def offer(self, name: str, rows: Any) -> None:
        """Let a choice be made among these rows."""
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def choose(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        """Let a choice be made among these values and labels."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class OpenForm(CaseForm):
    """A case by hand."""

    type = forms.ModelChoiceField(label=_("Type"), queryset=CaseType.objects.none(), empty_label=None)
    title = forms.CharField(label=_("What it is about"), max_length=200)
    notice_date = MomentField(label=_("Date that the notice sets"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("type", CaseType.objects.visible_to(self.asker).in_use())


class OwnerForm(CaseForm):
    """Who gets the case."""

    owner = forms.ModelChoiceField(
        label=_("Case owner"), queryset=Person.objects.none(), required=False, empty_label=_("Nobody")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("owner", Person.objects.visible_to(self.asker).active().exclude(role=Role.ANALYST))


class TeamForm(CaseForm):
    """Which team gets it."""

    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), required=False, empty_label=_("No team")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("team", Team.objects.visible_to(self.asker))


class TypeForm(CaseForm):
    """Which type it is."""

    type = forms.ModelChoiceField(label=_("Type"), queryset=CaseType.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("type", CaseType.objects.visible_to(self.asker).in_use())


class UrgencyForm(CaseForm):
    """How urgent it is."""

    urgency = forms.TypedChoiceField(
        label=_("Urgency"),
        coerce=int,
        choices=URGENCIES,
    )


class WaitForm(CaseForm):
    """What the customer owes us."""

    what = forms.CharField(label=_("What we wait for"), max_length=200)


class StepForm(CaseForm):
    """A next step of one's own."""

    text = forms.CharField(label=_("Next step"), max_length=200, required=False)
    at = MomentField(label=_("By when"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("text") and not told.get("at") and "at" not in self.errors:
            self.add_error("at", _("Say by when."))
        return told


class LawForm(CaseForm):
    """What starts the term of the law."""

    notice_at = MomentField(label=_("Notice of withdrawal came"), required=False)
    shipped_at = MomentField(label=_("Customer gave it to the carrier"), required=False)
    received_at = MomentField(label=_("Goods came back"), required=False)
    notice_date = MomentField(label=_("Date that the notice sets"), required=False)

    @property
    def starts(self) -> dict[str, datetime | None]:
        """The three possible starts."""
        return {name: self.cleaned_data[name] for name in ("notice_at", "shipped_at", "received_at")}


class PromiseForm(CaseForm):
    """A dated word."""

    text = forms.CharField(label=_("What is promised"), max_length=300)
    due_at = MomentField(label=_("By when"))


class MoveForm(CaseForm):
    """A later date for a promise, with the reason the customer is told."""

    due_at = MomentField(label=_("New date"))
    reason = forms.CharField(label=_("Why"), max_length=300)


class ApologyForm(CaseForm):
    """The apology for a broken promise, and the new date."""

    text = forms.CharField(label=_("Apology"), max_length=2000, widget=forms.Textarea)
    due_at = MomentField(label=_("New date"))


class RefusalForm(CaseForm):
    """The answer that refuses a claim."""

    text = forms.CharField(label=_("Answer"), max_length=4000, widget=forms.Textarea)


class ReasonForm(CaseForm):
    """Why."""

    reason = forms.CharField(label=_("Why"), max_length=300)


class ConcedeForm(CaseForm):
    """What is given to make good."""

    kind = forms.ChoiceField(label=_("What"), choices=ConcessionKind.choices)
    amount = AmountField(label=_("Worth (TL)"), max_length=20, required=False)
    details = forms.CharField(label=_("What exactly, or which firm"), max_length=200, required=False)
    reason = forms.CharField(label=_("Why"), max_length=300)


class ResolveForm(CaseForm):
    """What was done, and what caused it."""

    done = forms.CharField(label=_("What was done"), max_length=2000, widget=forms.Textarea)
    cause = forms.ModelChoiceField(
        label=_("Root cause"), queryset=RootCause.objects.none(), required=False, empty_label=_("Not known")
    )
    refused = forms.BooleanField(label=_("The customer's claim was refused"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("cause", RootCause.objects.visible_to(self.asker).filter(active=True))


class LinkForm(CaseForm):
    """The number of a case that belongs to this one."""

    number = forms.CharField(label=_("Case number"), max_length=20)

    def clean_number(self) -> int:
        digits = self.cleaned_data["number"].upper().replace("V-", "").strip()
        if not digits.isdecimal():
            raise forms.ValidationError(_("Write the number as V-1042."))
        return int(digits)


class WordForm(CaseForm):
    """Whether the customer says it is solved."""

    solved = forms.TypedChoiceField(coerce=lambda text: text == "yes", choices=[("yes", "yes"), ("no", "no")])


def suggested_due(now: datetime) -> str:
    """A moment as a picker wants it."""
    return timezone.localtime(now).strftime("%Y-%m-%dT%H:%M")


def customers_of(person: Person) -> Any:
    """Customers a case may be opened for."""
    return Customer.objects.visible_to(person).current()
