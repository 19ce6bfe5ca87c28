"""What a form can ask: the kinds of fields, and a form's own list of them as it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class FieldKind(models.TextChoices):
    """The kinds of fields."""

    NAME = "name", _("Name")
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    ORDER = "order", _("Order number")
    CHOICE = "choice", _("Choice")
    RATING = "rating", _("Rating")
    TEXT = "text", _("Free text")
    FILE = "file", _("File")
    CONSENT = "consent", _("Consent line")


class Scale(models.TextChoices):
    """How a rating is asked."""

    FIVE = "five", _("1 to 5 with words")
    STARS = "stars", _("Stars")
    TEN = "ten", _("0 to 10")


SPANS = {Scale.FIVE: (1, 5), Scale.STARS: (1, 5), Scale.TEN: (0, 10)}
"""The lowest and the highest score of a scale."""
DECIDING = (FieldKind.CHOICE, FieldKind.RATING)
"""Kinds whose answer may decide whether a later question is asked."""
ICONS = {
    FieldKind.NAME: "user",
    FieldKind.EMAIL: "mail",
    FieldKind.PHONE: "phone",
    FieldKind.ORDER: "receipt",
    FieldKind.CHOICE: "list-check",
    FieldKind.RATING: "star",
    FieldKind.TEXT: "message",
    FieldKind.FILE: "paperclip",
    FieldKind.CONSENT: "checkbox",
}
ONCE = {FieldKind.NAME, FieldKind.EMAIL, FieldKind.PHONE, FieldKind.ORDER, FieldKind.FILE}
"""Kinds a form asks at most once."""
MOST_FIELDS = 30
MOST_OPTIONS = 30
FIRST_WORDS = {
    "tr": {
        FieldKind.NAME: "Adınız",
        FieldKind.EMAIL: "E-posta adresiniz",
        FieldKind.PHONE: "Telefon numaranız",
        FieldKind.ORDER: "Sipariş numaranız",
        FieldKind.CHOICE: "Konu",
        FieldKind.RATING: "Deneyiminizi nasıl buldunuz?",
        FieldKind.TEXT: "Bize ne söylemek istersiniz?",
        FieldKind.FILE: "Fotoğraf veya belge",
        FieldKind.CONSENT: "Aydınlatma metnini okudum.",
    },
    "en": {
        FieldKind.NAME: "Your name",
        FieldKind.EMAIL: "Your e-mail address",
        FieldKind.PHONE: "Your phone number",
        FieldKind.ORDER: "Your order number",
        FieldKind.CHOICE: "Topic",
        FieldKind.RATING: "How was your experience?",
        FieldKind.TEXT: "What would you like to tell us?",
        FieldKind.FILE: "Photo or document",
        FieldKind.CONSENT: "I have read the privacy notice.",
    },
}


@dataclass(frozen=True)
class FormField:
    """One question. `key` names it in the answers and never changes; `options` are those of a choice.

    With `only_after`, the key of an earlier question, it is asked only where that has one of `only_for`.
    `allows` are the İYS types to which a ticked consent line consents; without any it is kept with the form.
    """

    key: str
    kind: str
    label: str
    required: bool = False
    hint: str = ""
    options: list[str] = field(default_factory=list)
    scale: str = Scale.FIVE.value
    only_after: str = ""
    only_for: list[str] = field(default_factory=list)
    allows: list[str] = field(default_factory=list)

    @property
    def span(self) -> tuple[int, int]:
        """The lowest and the highest score of a rating."""
        return SPANS[Scale(self.scale)]

    @property
    def answers(self) -> list[str]:
        """What can be chosen, where something can."""
        if self.kind == FieldKind.RATING:
            return [str(score) for score in range(self.span[0], self.span[1] + 1)]
        return self.options

    @property
    def name(self) -> str:
        """The name of its input."""
        return f"f-{self.key}"

    @property
    def icon(self) -> str:
        return ICONS[FieldKind(self.kind)]

    @property
    def kind_label(self) -> str:
        return str(FieldKind(self.kind).label)

    def stored(self) -> dict[str, Any]:
        """As it stands in the database."""
        return asdict(self)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """Out of the database."""
        return cls(**{name: stored[name] for name in cls.__dataclass_fields__ if name in stored})


def read_fields(stored: Iterable[Mapping[str, Any]]) -> list[FormField]:
    """The fields of a form in their order."""
    return [FormField.read(one) for one in stored]


def deciders(fields: Sequence[FormField], key: str) -> list[FormField]:
    """The questions before this one whose answers may decide whether it is asked."""
    place = next((number for number, one in enumerate(fields) if one.key == key), len(fields))
    return [one for one in fields[:place] if one.kind in DECIDING]


def condition_of(fields: Sequence[FormField], one: FormField) -> tuple[str, list[str]] | None:
    """(name of the deciding input, answers for which the question is asked); None when it is always asked.

    A condition whose question was taken away or moved behind it counts no more.
    """
    for decider in deciders(fields, one.key):
        wanted = [answer for answer in one.only_for if answer in decider.answers]
        if decider.key == one.only_after and wanted:
            return decider.name, wanted
    return None


def first_fields(language: str) -> list[dict[str, Any]]:
    """What a new form asks: text, name, e-mail and phone; only the text is needed."""
    words = FIRST_WORDS.get(language, FIRST_WORDS["tr"])
    asked = [FieldKind.TEXT, FieldKind.NAME, FieldKind.EMAIL, FieldKind.PHONE]
    return [
        FormField(f"q{number}", kind.value, words[kind], required=kind == FieldKind.TEXT).stored()
        for number, kind in enumerate(asked, start=1)
    ]


def free_key(fields: Iterable[FormField]) -> str:
    """A key that no field has."""
    taken = {one.key for one in fields}
    return next(key for number in range(1, 1000) if (key := f"q{number}") not in taken)
