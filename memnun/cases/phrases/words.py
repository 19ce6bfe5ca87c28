"""The words of time, in folded Turkish, as parts of regular expressions."""

from __future__ import annotations

import re
from datetime import time

_ONES = {
    "bir": 1, "iki": 2, "uc": 3, "dort": 4, "bes": 5, "alti": 6, "yedi": 7, "sekiz": 8, "dokuz": 9,
}  # fmt: skip
_TENS = {"on": 10, "yirmi": 20, "otuz": 30, "kirk": 40, "elli": 50, "altmis": 60, "yetmis": 70}
NUMBERS = {
    **_ONES,
    **_TENS,
    **{f"{ten} {one}": tens + ones for ten, tens in _TENS.items() for one, ones in _ONES.items()},
}
NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)).replace(" ", " ?") + ")"
AMOUNT = rf"{NUMBER}(?:\s*(?:-|–|ila|ile|veya|ya da|\s)\s*{NUMBER})?"
"""A number or a range: "3", "2-3", "iki üç"; the later one counts."""

WEEKDAYS = ("pazartesi", "sali", "carsamba", "persembe", "cuma", "cumartesi", "pazar")
WEEKDAY = r"(?:pazartesi|sali|carsamba|persembe|cumartesi|cuma|pazar)"
MONTHS = (
    "ocak", "subat", "mart", "nisan", "mayis", "haziran", "temmuz", "agustos", "eylul", "ekim", "kasim",
    "aralik",
)  # fmt: skip
MONTH = "(?:" + "|".join(MONTHS) + ")"
PARTS_OF_DAY = {
    "ogleden sonra": time(18),
    "ogleden once": time(12),
    "ogleye kadar": time(13),
    "oglene kadar": time(13),
    "oglen": time(14),
    "ogle": time(14),
    "sabah": time(12),
    "aksama kadar": time(18),
    "aksamustu": time(18),
    "aksam": time(21),
}
PART_OF_DAY = "(?:" + "|".join(sorted(PARTS_OF_DAY, key=len, reverse=True)) + ")"
"""When a part of the day is over, where clocks are not told."""

CASE_ENDING = r"(?:'?(?:[dt]?[ae]|[yn]?[ae]|[dt][ae]n|[iu]n[ae]|s?in[ae]|[iu]nde|s?inde))?"


def number(written: str) -> int:
    """The number of digits or words; of a range the last one. Raises KeyError for no number."""
    parts = re.split(r"\s*(?:-|–|\bila\b|\bile\b|\bveya\b|\bya da\b)\s*", written.strip())
    last = " ".join(parts[-1].split())
    if last.isdigit():
        return int(last)
    if last in NUMBERS:
        return NUMBERS[last]
    *_, word = last.split()
    return int(word) if word.isdigit() else NUMBERS[word]
