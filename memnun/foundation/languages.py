"""The languages customers write in and staff speak, by name."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from memnun.foundation.turkish.folding import sort_key

NAMES: dict[str, str | Promise] = {
    "tr": _("Turkish"),
    "en": _("English"),
    "de": _("German"),
    "ar": _("Arabic"),
    "ru": _("Russian"),
    "az": _("Azerbaijani"),
    "bg": _("Bulgarian"),
    "el": _("Greek"),
    "es": _("Spanish"),
    "fa": _("Persian"),
    "fr": _("French"),
    "he": _("Hebrew"),
    "hi": _("Hindi"),
    "hy": _("Armenian"),
    "id": _("Indonesian"),
    "it": _("Italian"),
    "ja": _("Japanese"),
    "ka": _("Georgian"),
    "ko": _("Korean"),
    "ku": _("Kurdish"),
    "nl": _("Dutch"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "ro": _("Romanian"),
    "sq": _("Albanian"),
    "sv": _("Swedish"),
    "th": _("Thai"),
    "uk": _("Ukrainian"),
    "zh": _("Chinese"),
}
"""Those of the product first, then those its customers write in most, then all that a message is known by."""

FIRST = 5


def language_name(code: str) -> str:
    """A language in the reader's language; an unknown code as it is, in capitals."""
    return str(NAMES[code]) if code in NAMES else code.upper()


def language_choices(kept: Iterable[str] = ()) -> list[tuple[str, str]]:
    """All languages with their names, the usual ones first, the others by name; `kept` are codes in use already."""
    codes = list(dict.fromkeys((*NAMES, *(code for code in kept if code))))
    named = [(code, language_name(code)) for code in codes]
    return named[:FIRST] + sorted(named[FIRST:], key=lambda each: sort_key(each[1]))
