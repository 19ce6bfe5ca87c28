"""Personal data in the short texts of lists: hidden there always, shown nowhere but in the contact itself."""

from __future__ import annotations

import re
from functools import lru_cache

from memnun.understanding.personal_data import find_personal_data

MASK = "•••"
KEPT = 4096
MAY_HOLD = re.compile(r"\d\D{0,2}\d\D{0,2}\d\D{0,2}\d|@")
"""Four digits close together, or an at sign: only such texts are read for personal data."""


@lru_cache(maxsize=KEPT)
def masked(text: str) -> str:
    """The text with numbers and addresses that identify somebody hidden; names stay."""
    if not MAY_HOLD.search(text):
        return text
    parts, place = [], 0
    for span in find_personal_data(text, names=False):
        parts += [text[place : span.start], MASK]
        place = span.end
    return "".join([*parts, text[place:]])
