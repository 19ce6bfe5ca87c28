"""Which hour of a day is told: "17:00", "saat 3 buçuk", "14-16 arası", "öğleden sonra"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from memnun.cases.phrases.words import NUMBERS, PART_OF_DAY, PARTS_OF_DAY

CLOCK = re.compile(
    r"(?:\bsaat\s*)?\b(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?![.\d])"
    r"(?:\s*(?:-|–|ile|ila)\s*(?P<hour2>[01]?\d|2[0-3])[:.](?P<minute2>[0-5]\d))?"
    r"|\bsaat\s*(?P<only>[01]?\d|2[0-3])(?!\d|[:.]\d)(?:\s*(?:-|–|ile|ila)\s*(?P<only2>[01]?\d|2[0-3]))?"
    r"|\bsaat (?P<word>(?:on |yirmi )?(?:bir|iki|uc|dort|bes|alti|yedi|sekiz|dokuz)|on|yirmi)(?P<half> bucuk)?"
)
PART = re.compile(rf"\b{PART_OF_DAY}\b")

Hour = tuple[int, int, time]
"""Where an hour stands in a text, from and until, and which it is."""


def find_clocks(flat: str) -> Iterator[Hour]:
    """Hours told by a clock; of a span its end."""
    for found in CLOCK.finditer(flat):
        if found["hour"]:
            hour, minute = found["hour2"] or found["hour"], found["minute2"] or found["minute"]
            yield *found.span(), time(int(hour), int(minute))
        elif found["only"]:
            yield *found.span(), time(int(found["only2"] or found["only"]))
        else:
            told = NUMBERS[" ".join(found["word"].split())]
            yield *found.span(), time(told + 12 if told < 8 else told % 24, 30 if found["half"] else 0)


def find_parts(flat: str) -> Iterator[Hour]:
    """Parts of the day, at the hour when they are over."""
    for found in PART.finditer(flat):
        yield *found.span(), PARTS_OF_DAY[found[0]]
