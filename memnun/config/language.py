"""The language of the terminal: Turkish, or English where LANG says so. Needs no Django."""

import gettext
import os
from functools import cache
from pathlib import Path

CATALOGUE = Path(__file__).resolve().parents[1] / "locale"


def terminal_language() -> str:
    """Give "en" when the locale of the terminal is an English one, otherwise "tr"."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if locale.startswith("en") else "tr"


def terminal_text(message: str) -> str:
    """The message in the language of the terminal; import it as `_`, so that it is found for translation."""
    return _catalogue(terminal_language()).gettext(message)


def later(message: str) -> str:
    """Mark a message for translation that is translated where it is shown."""
    return message


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", CATALOGUE, languages=[language], fallback=True)
