"""When a word of time is over: "yarın", "3 iş günü içinde", "cuma günü 17:00'ye kadar", "ayın 5'inde"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from memnun.cases.phrases.days import PATTERNS
from memnun.cases.phrases.hours import Hour, find_clocks, find_parts
from memnun.cases.phrases.now import DAY, Now
from memnun.foundation.business_time import Calendar

NEAR = 22
"""How many characters may lie between a day and its hour."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A word of time in a text: where it stands, and when it is over. `day` is set when only a day was told."""

    start: int
    end: int
    due: datetime
    day: date | None = None


def find_moments(flat: str, moment: datetime, calendar: Calendar) -> Iterator[Moment]:
    """The words of time in a flattened text, in order; what has passed already is left out."""
    now = Now(moment.astimezone(calendar.zone), calendar)
    taken: list[tuple[int, int]] = []
    days: list[Moment] = []
    for pattern, read in PATTERNS:
        for found in pattern.finditer(flat):
            if any(found.start() < end and start < found.end() for start, end in taken):
                continue
            told = read(found, now)
            taken.append(found.span())
            if told is not None:
                days.append(_moment(found, told, now))
    yield from sorted(_with_hours(flat, days, now), key=lambda each: each.start)


def _moment(found: re.Match[str], told: datetime | date, now: Now) -> Moment:
    if isinstance(told, datetime):
        return Moment(*found.span(), told)
    return Moment(*found.span(), now.at(told), told)


def _with_hours(flat: str, days: list[Moment], now: Now) -> Iterator[Moment]:
    """Days with the hour told beside them; an hour alone is one of today or tomorrow."""
    clocks = [told for told in find_clocks(flat) if not any(_lies_in(told, each) for each in days)]
    hours = [*clocks, *find_parts(flat)]
    used: set[tuple[int, int]] = set()
    for each in days:
        near = [
            (start, end, hour)
            for start, end, hour in hours
            if each.day and -NEAR <= start - each.end <= NEAR and end > each.start and not re.search(r"[!?\n]", flat[each.end:start])
        ]  # fmt: skip
        behind = [told for told in near if told[0] >= each.start]
        if each.day and behind:
            start, end, hour = min(behind)
            used.add((start, end))
            yield from _still_to_come(
                Moment(each.start, max(end, each.end), now.at(each.day, hour), each.day), now
            )
        else:
            yield from _still_to_come(each, now)
    for start, end, hour in clocks:
        if (start, end) not in used and not any(start < each.end and each.start < end for each in days):
            day = now.day if now.at(now.day, hour) > now.moment else now.day + DAY
            yield Moment(start, end, now.at(day, hour), day)


def _lies_in(told: Hour, each: Moment) -> bool:
    """Whether what looks like an hour is part of a date: 06.03."""
    return each.start <= told[0] and told[1] <= each.end


def _still_to_come(each: Moment, now: Now) -> Iterator[Moment]:
    """Today after work means until midnight; anything else that has passed is no promise."""
    if each.due > now.moment:
        yield each
    elif each.day == now.day:
        yield Moment(each.start, each.end, now.at(now.day + DAY, time(0)), each.day)
