"""The input of acts on consents and rules of contact."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from memnun.consent.gate.budget import LONGEST_DAYS
from memnun.consent.media import NAMES
from memnun.consent.models import (
    OF_THE_CITIZEN,
    ConsentSource,
    ConsentStatus,
    ConsentType,
    ContactPolicy,
    IysAccount,
    IysMode,
    Notice,
    Purpose,
    RecipientType,
    Suppression,
)
from memnun.consent.models.policy import WEEKDAYS
from memnun.consent.words import SCOPES, TOPICS
from memnun.customers.models import Customer, IdentityKind
from memnun.foundation import clock
from memnun.people.models import Person

DAYS: dict[str, Promise] = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
}

CHANNELS: list[tuple[str, str | Promise]] = [
    (name, NAMES[name]) for name in ("email", "sms", "phone", "whatsapp", "telegram", "post")
]
"""What a customer can switch off, or on where silence is no consent."""

OPT_IN = ("whatsapp", "telegram")


def boxes() -> forms.CheckboxSelectMultiple:
    """Boxes to tick, drawn like all others."""
    return forms.CheckboxSelectMultiple({"class": "form-check-input"})


def number_box() -> forms.NumberInput:
    """A small number, drawn like all other fields."""
    return forms.NumberInput({"class": "form-control"})


def clock_field(label: Any) -> forms.TimeField:
    """An hour of the day."""
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput({"type": "time", "class": "form-control"}, "%H:%M"),
    )


class HoursForm(forms.Form):
    """Hours for each day of the week, as {day: [from, until]}; `prefix` tells several weeks apart."""

    def __init__(self, *args: Any, hours: dict[str, Any] | None = None, **given: Any) -> None:
        super().__init__(*args, **given)
        for day, label in DAYS.items():
            span = (hours or {}).get(day)
            begin, end = span if isinstance(span, list) and len(span) == 2 else ("", "")
            for part, text, value in (("from", _("{day}, from"), begin), ("to", _("{day}, until"), end)):
                field = clock_field(label)
                field.initial = value
                field.widget.attrs["aria-label"] = str(text).format(day=label)
                self.fields[f"{day}_{part}"] = field

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for day, label in DAYS.items():
            begin, end = cleaned.get(f"{day}_from"), cleaned.get(f"{day}_to")
            whole = isinstance(begin, time) and isinstance(end, time) and begin < end
            if not whole and (begin or end):
                told = _("{day}: please give a beginning and a later end.")
                self.add_error(f"{day}_from", str(told).format(day=label))
        return cleaned

    def hours(self) -> dict[str, list[str]]:
        """The hours as they are stored; days without hours are left out."""
        return {
            day: [f"{self.cleaned_data[f'{day}_from']:%H:%M}", f"{self.cleaned_data[f'{day}_to']:%H:%M}"]
            for day in WEEKDAYS
            if self.cleaned_data.get(f"{day}_from")
        }

    def days(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each day: from, until."""
        return [(self[f"{day}_from"], self[f"{day}_to"]) for day in WEEKDAYS]


class WishesForm(forms.Form):
    """What a customer wishes: channels and topics that may be used."""

    channels = forms.MultipleChoiceField(
        label=_("You may reach me by"), choices=CHANNELS, required=False, widget=boxes()
    )
    topics = forms.MultipleChoiceField(label=_("You may write to me about"), required=False, widget=boxes())

    def __init__(self, *args: Any, topics: list[str], **given: Any) -> None:
        super().__init__(*args, **given)
        self.offered = [*TOPICS.items(), *((topic, topic) for topic in topics)]
        self.fields["topics"].choices = self.offered  # type: ignore[attr-defined]

    def wishes(self) -> dict[str, Any]:
        """As `change_wishes` takes them; whoever chooses something has not switched everything off."""
        channels = set(self.cleaned_data["channels"])
        offered = {name for name, _label in CHANNELS}
        topics = {name for name, _label in self.offered} - set(self.cleaned_data["topics"])
        return {
            "everything_off": False,
            "channels_off": sorted(offered - channels),
            "channels_on": sorted(channels & set(OPT_IN)),
            "topics_off": sorted(topics),
        }


class ConsentForm(forms.Form):
    """A consent or refusal that was given on the phone, on paper or face to face."""

    address = forms.ChoiceField(label=_("Address"))
    type = forms.ChoiceField(label=_("Way of contact"), choices=ConsentType.choices)
    status = forms.ChoiceField(label=_("Consent or refusal"), choices=ConsentStatus.choices)
    source = forms.ChoiceField(
        label=_("Where"),
        choices=[choice for choice in ConsentSource.choices if choice[0] not in OF_THE_CITIZEN],
    )
    recipient_type = forms.ChoiceField(label=_("As"), choices=RecipientType.choices)
    taken_at = forms.DateTimeField(
        label=_("When"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M"],
    )
    notice = forms.ModelChoiceField(
        label=_("Text that was read or shown"), queryset=Notice.objects.none(), required=False
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=300,
        help_text=_("What proves it: number of the form, of the call, name of the file."),
    )

    def __init__(self, *args: Any, customer: Customer, person: Person, **given: Any) -> None:
        super().__init__(*args, **given)
        proven = customer.identities.filter(claimed=False).exclude(kind=IdentityKind.EXTERNAL)
        self.kinds = dict(proven.values_list("value", "kind"))
        self.fields["address"].choices = [(value, value) for value in self.kinds]  # type: ignore[attr-defined]
        self.fields["notice"].queryset = Notice.objects.visible_to(person)  # type: ignore[attr-defined]
        self.fields["recipient_type"].initial = (
            RecipientType.TACIR if customer.legal_person else RecipientType.BIREYSEL
        )
        self.fields["taken_at"].initial = timezone.localtime(clock.now()).replace(second=0, microsecond=0)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind, type = self.kinds.get(cleaned.get("address", "")), cleaned.get("type")
        if kind and type and (kind == IdentityKind.EMAIL) != (type == ConsentType.EPOSTA):
            self.add_error("type", _("This way of contact does not go with the address."))
        if (moment := cleaned.get("taken_at")) and moment > clock.now():
            self.add_error("taken_at", _("The date is in the future."))
        return cleaned


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


class IysImportForm(forms.Form):
    """A file that came from İYS."""

    file = forms.FileField(label=_("File from İYS"), widget=forms.FileInput({"accept": ".csv,.xlsx"}))


class IysAccountForm(forms.Form):
    """A brand's account at İYS's programming interface."""

    site = forms.ChoiceField(label=_("Where"), choices=IysAccount.Site.choices)
    username = forms.CharField(label=_("User name"), max_length=120)
    password = forms.CharField(
        label=_("Password"), max_length=200, widget=forms.PasswordInput({"autocomplete": "off"})
    )


WRITTEN_BY_HAND = [(kind.value, kind.label) for kind in (Notice.Kind.PRIVACY, Notice.Kind.CONSENT)]


class NoticeForm(forms.Form):
    """A text that is shown to customers; saving makes a new version."""

    kind = forms.ChoiceField(label=_("Kind"), choices=WRITTEN_BY_HAND)
    name = forms.CharField(label=_("Name"), max_length=80)
    language = forms.ChoiceField(label=_("Language"), choices=[("tr", "Türkçe"), ("en", "English")])
    text = forms.CharField(label=_("Text"), widget=forms.Textarea({"rows": 10}), max_length=20_000)


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
