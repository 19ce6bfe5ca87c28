"""What a form can ask: the kinds of fields, and a form's own list of them as it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    """One question. `key` names it in the answers and never changes; `options` are those of a choice."""

    key: str
    kind: str
    label: str
    required: bool = False
    hint: str = ""
    options: list[str] = field(default_factory=list)

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
