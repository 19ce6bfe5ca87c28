"""Numbers with check digits: TCKN, VKN, IBAN, payment cards."""

import re

from stdnum import iban, luhn
from stdnum.tr import tckimlik, vkn

_SEPARATORS = re.compile(r"[\s.-]+")


def is_tckn(text: str) -> bool:
    """Whether `text` is a well-formed Turkish identity number (11 digits, two of them checks)."""
    return _digits(text, 11, 11) and bool(tckimlik.is_valid(_compact(text)))


def is_vkn(text: str) -> bool:
    """Whether `text` is a well-formed Turkish tax number (10 digits, one of them a check)."""
    return _digits(text, 10, 10) and bool(vkn.is_valid(_compact(text)))


def is_iban(text: str) -> bool:
    """Whether `text` is an IBAN with right length, shape and check digits for its country."""
    compact = _compact(text)
    return compact.isascii() and bool(iban.is_valid(compact))


def is_card_number(text: str) -> bool:
    """Whether `text` is 13 to 19 digits that pass the Luhn check; all zeros do not count."""
    return _digits(text, 13, 19) and bool(luhn.is_valid(_compact(text))) and bool(_compact(text).strip("0"))


def show_iban(text: str) -> str:
    """Capital letters in groups of four: "TR33 0006 1005 …"."""
    compact = _compact(text).upper()
    return " ".join(compact[place : place + 4] for place in range(0, len(compact), 4))


def _compact(text: str) -> str:
    return _SEPARATORS.sub("", text)


def _digits(text: str, shortest: int, longest: int) -> bool:
    compact = _compact(text)
    return compact.isascii() and compact.isdigit() and shortest <= len(compact) <= longest
