"""Numbers as they are written in Turkish (1.234.567,89 and %87) and English (1,234,567.89 and 87%)."""

import re
from decimal import ROUND_HALF_UP, Decimal

Number = int | float | Decimal

_MARKS = {"tr": str.maketrans(",.", ".,")}
_GROUPED = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*")
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?!\d))")
_PLAIN = re.compile(r"\d*\.?\d+|\d+\.")


def format_number(value: Number, places: int | None = None, language: str = "tr") -> str:
    """`value` with groups of three, rounded half up to `places`.

    Without `places` whole numbers and Decimals keep the digits they have, floats at most two.
    """
    exact = Decimal(str(value))
    if not exact.is_finite():
        raise ValueError("only finite numbers can be written")
    if places is not None:
        exact = _rounded(exact, places)
    elif isinstance(value, float):
        exact = _rounded(exact, 2).normalize()
    written = f"{exact:,f}"
    if exact == 0:
        written = written.lstrip("-")
    return written.translate(_MARKS.get(language, {}))


def format_percent(share: Number, places: int = 0, language: str = "tr") -> str:
    """`share` of one (0.87) in percent: "%87" in Turkish, "87%" in English."""
    written = format_number(Decimal(str(share)) * 100, places, language)
    if language != "tr":
        return f"{written}%"
    return f"-%{written[1:]}" if written.startswith("-") else f"%{written}"


def parse_number(text: str) -> Decimal:
    """The number in `text`, written in the Turkish or the plain way; raises ValueError for anything else.

    The last of two different marks is the decimal one. A single comma is decimal ("1,234" is
    1.234); a single dot before exactly three digits groups thousands ("1.234" is 1234), as in Turkey.
    """
    digits = _SPACES.sub("", text.strip().replace("−", "-"))
    sign = -1 if digits.startswith("-") else 1
    plain = _plain(digits.removeprefix("-").removeprefix("+").strip())
    if not plain.isascii() or not _PLAIN.fullmatch(plain):
        raise ValueError(f"not a number: {text!r}")
    return sign * Decimal(plain)


def _plain(digits: str) -> str:
    """`digits` without group marks and with a dot as the decimal mark."""
    if "," in digits and "." in digits:
        decimal_mark = max(",.", key=digits.rfind)
        whole, _, fraction = digits.rpartition(decimal_mark)
        return f"{_ungrouped(whole)}.{fraction}"
    if digits.count(",") > 1 or "." in digits:
        return _ungrouped(digits)
    return digits.replace(",", ".")


def _ungrouped(digits: str) -> str:
    return re.sub(r"[.,]", "", digits) if _GROUPED.fullmatch(digits) else digits


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
