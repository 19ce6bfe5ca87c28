"""The hours at which a customer wishes to be reached, in words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.utils.dates import WEEKDAYS_ABBR

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def tell_hours(hours: Mapping[str, Any]) -> list[str]:
    """Lines such as "Mon–Fri 09:00–18:00"; neighbouring days with the same hours share one.

    `hours` is {day: [from, until]} with days of DAYS; days without hours are left out.
    """
    stretches = groupby(range(len(DAYS)), key=lambda day: hours.get(DAYS[day]))
    return [_line([*days], *span) for span, days in stretches if isinstance(span, list) and len(span) == 2]


def _line(days: list[int], begins: str, ends: str) -> str:
    named = str(WEEKDAYS_ABBR[days[0]])
    if len(days) > 1:
        named += f"–{WEEKDAYS_ABBR[days[-1]]}"
    return f"{named} {begins}–{ends}"
