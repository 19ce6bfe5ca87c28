"""Amounts of money as people write them: "1.234.567,50 TL", "₺1,234,567.50"."""

import re

from memnun.foundation.money import Money
from memnun.foundation.turkish.folding import fold
from memnun.foundation.turkish.numbers import format_number, parse_number

_SYMBOLS = {"TRY": "₺", "USD": "$", "EUR": "€", "GBP": "£"}
_NAMES = {
    "₺": "TRY", "tl": "TRY", "try": "TRY", "lira": "TRY", "turk lirasi": "TRY",
    "$": "USD", "usd": "USD", "dolar": "USD",
    "€": "EUR", "eur": "EUR", "avro": "EUR", "euro": "EUR",
    "£": "GBP", "gbp": "GBP", "sterlin": "GBP",
}  # fmt: skip
_PARTS = re.compile(r"(?P<before>[^\d,.+−-]*)(?P<number>[\d.,\s'’+−-]+)(?P<after>[^\d]*)")


def format_money(money: Money, language: str = "tr") -> str:
    """`money` in whole minor units: "1.234,50 TL", "1.234,50 EUR"; in English "₺1,234.50"."""
    amount = money.rounded().amount
    written = format_number(amount, money.minor_units, language)
    if language == "tr":
        return f"{written} {'TL' if money.currency == 'TRY' else money.currency}"
    symbol = _SYMBOLS.get(money.currency)
    sign, digits = ("-", written[1:]) if written.startswith("-") else ("", written)
    return f"{sign}{symbol}{digits}" if symbol else f"{money.currency} {written}"


def parse_money(text: str, currency: str = "TRY") -> Money:
    """The amount in `text`, in `currency` when the text names none; raises ValueError."""
    parts = _PARTS.fullmatch(text.strip())
    if not parts:
        raise ValueError(f"not an amount of money: {text!r}")
    names = [fold(name) for name in (parts["before"], parts["after"]) if name.strip()]
    unknown = [name for name in names if name not in _NAMES]
    if unknown or len(names) > 1:
        raise ValueError(f"not an amount of money: {text!r}")
    return Money(parse_number(parts["number"]), _NAMES[names[0]] if names else currency)
