"""When a word of time is over: "yarın", "3 iş günü içinde", "cuma günü 17:00'ye kadar", "ayın 5'inde"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from memnun.cases.deadlines.reckoning import reckon
from memnun.cases.deadlines.terms import Term, Unit
from memnun.cases.phrases import words
from memnun.cases.phrases.words import (
    AMOUNT,
    MONTH,
    MONTHS,
    PART_OF_DAY,
    PARTS_OF_DAY,
    WEEKDAY,
    WEEKDAYS,
    number,
)
from memnun.foundation.business_time import Calendar

EVENING = time(18)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Now:
    """The moment of writing, local to the calendar."""

    moment: datetime
    calendar: Calendar

    @property
    def day(self) -> date:
        """Today."""
        return self.moment.date()

    def at(self, day: date, hour: time | None = None) -> datetime:
        """A moment of a day; without an hour the end of its work, 18:00 where nobody works."""
        if hour is None:
            hours = self.calendar.openings(day)
            hour = hours[-1].until if hours else EVENING
            if hour == time(0):
                return datetime.combine(day + DAY, hour, self.calendar.zone)
        return datetime.combine(day, hour, self.calendar.zone)

    def last_working_day(self, first: date, last: date) -> date:
        """The last day with work between two days; the last day itself when nobody works."""
        day = last
        while day > first and not self.calendar.openings(day):
            day -= DAY
        return day if self.calendar.openings(day) else last


@dataclass(frozen=True, slots=True)
class Moment:
    """A word of time in a text: where it stands, and when it is over. `day` is set when only a day was told."""

    start: int
    end: int
    due: datetime
    day: date | None = None


Read = Callable[[re.Match[str], Now], datetime | date | None]
"""A date stands for a day whose hour may be told beside it."""


def _within(found: re.Match[str], now: Now) -> datetime | date | None:
    amount, unit = number(found["amount"]), found["unit"]
    if unit.startswith("is gun"):
        return reckon(now.moment, Term(max(amount, 1), Unit.WORKING_DAYS), now.calendar).due
    if unit.startswith("gun"):
        return now.day + timedelta(days=amount)
    if unit.startswith("hafta"):
        return now.day + timedelta(weeks=amount)
    if unit.startswith("ay"):
        return _months_later(now.day, amount)
    if unit.startswith("saat"):
        half = timedelta(minutes=30) if found["half"] else timedelta(0)
        return now.moment + timedelta(hours=amount) + half
    return now.moment + timedelta(minutes=amount)


def _unclear(found: re.Match[str], now: Now) -> None:
    """ "birkaç gün içinde": nobody can be held to it."""
    return


def _half_hour(found: re.Match[str], now: Now) -> datetime:
    return now.moment + timedelta(minutes=30)


def _today(found: re.Match[str], now: Now) -> datetime | date:
    return now.day


def _tomorrow(found: re.Match[str], now: Now) -> date:
    return now.day + DAY


def _day_after_tomorrow(found: re.Match[str], now: Now) -> date:
    return now.day + 2 * DAY


def _weekday(found: re.Match[str], now: Now) -> date:
    wanted, which = WEEKDAYS.index(found["weekday"]), (found["which"] or "").strip()
    monday = now.day - timedelta(days=now.day.weekday())
    if which.startswith("haftaya") or (found["late"] or "").startswith("haftaya"):
        return monday + timedelta(days=7 + wanted)
    ahead = (wanted - now.day.weekday()) % 7
    if ahead == 0 and which != "bu":
        ahead = 7
    return now.day + timedelta(days=ahead)


def _this_week(found: re.Match[str], now: Now) -> date:
    friday = now.day + timedelta(days=max(4 - now.day.weekday(), 0))
    return now.last_working_day(now.day, friday)


def _weekend(found: re.Match[str], now: Now) -> date:
    return now.day + timedelta(days=6 - now.day.weekday())


def _next_week(found: re.Match[str], now: Now) -> date:
    monday = now.day + timedelta(days=7 - now.day.weekday())
    return now.last_working_day(monday, monday + timedelta(days=4))


def _end_of_month(found: re.Match[str], now: Now) -> date:
    last = _months_later(now.day.replace(day=1), 1) - DAY
    return now.last_working_day(now.day, last)


def _next_month(found: re.Match[str], now: Now) -> date:
    first = _months_later(now.day.replace(day=1), 1)
    return now.last_working_day(first, _months_later(first, 1) - DAY)


def _day_of_month(found: re.Match[str], now: Now) -> date | None:
    wanted = number(found["number"])
    first = now.day.replace(day=1)
    if wanted < now.day.day or "gelecek" in found[0] or "onumuzdeki" in found[0]:
        first = _months_later(first, 1)
    return _date(first.year, first.month, wanted)


def _named_date(found: re.Match[str], now: Now) -> date | None:
    return _dated(now, int(found["day"]), MONTHS.index(found["month"]) + 1, found["year"])


def _numeric_date(found: re.Match[str], now: Now) -> date | None:
    return _dated(now, int(found["day"]), int(found["month"]), found["year"])


def _dated(now: Now, day: int, month: int, year: str | None) -> date | None:
    """A written date; one without a year is the next to come, one that has passed is none."""
    if year:
        told = _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        return told if told and told >= now.day else None
    told = _date(now.day.year, month, day)
    return told if told is None or told >= now.day else _date(now.day.year + 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        if found := _date(year, month + 1, last):
            return found
    return date(year, month + 1, day.day)


_UNIT = r"(?P<unit>is gunu|is gun|gun|saat|dakika|dk|hafta|ay)"
_AFTER = r"(?:un|in|lik)?(?:un)?\s*(?:icinde|icerisinde|icinde|zarfinda|sonra|sonrasinda|ici\b|kadar\b)"
_TILL = r"(?:\s*gun\w*)?"

PATTERNS: tuple[tuple[re.Pattern[str], Read], ...] = (
    (re.compile(r"\bbirkac (?:is )?(?:gun|saat|hafta|dakika)\w*(?: icinde| icerisinde| sonra)?"), _unclear),
    (re.compile(r"\byarim saat(?:e kadar| icinde| icerisinde| sonra)"), _half_hour),
    (re.compile(rf"\b(?P<amount>{AMOUNT})(?P<half> bucuk)?\s*{_UNIT}{_AFTER}"), _within),
    (re.compile(r"\b(?:gelecek |onumuzdeki |bu )?ayin (?P<number>" + words.NUMBER + r")(?:'?[a-z]{1,5})?\b"), _day_of_month),
    (
        re.compile(rf"\b(?P<day>\d{{1,2}})\.? (?P<month>{MONTH})(?:\w{{0,3}}\b)?(?: (?P<year>\d{{4}}))?(?:,? {WEEKDAY}\b)?"),
        _named_date,
    ),
    (
        re.compile(r"(?<![\d.:])(?P<day>\d{1,2})[./](?P<month>0?[1-9]|1[0-2])[./](?P<year>\d{4}|\d{2})(?!\d)"),
        _numeric_date,
    ),
    (
        re.compile(r"(?<![\d.:,])(?P<day>\d{1,2})[./](?P<month>0[1-9]|1[0-2])(?P<year>)(?=(?:'| tarih| gun))(?![.,]?\d)"),
        _numeric_date,
    ),
    (re.compile(r"\b(?:obur gun|yarindan sonra|yarin degil obur gun|ertesi gun|iki gun sonra)\b"), _day_after_tomorrow),
    (re.compile(r"\byarin(?:ki)?(?:a)?\b(?! degil)"), _tomorrow),
    (
        re.compile(
            rf"\b(?P<which>haftaya |gelecek |onumuzdeki |bu )?(?P<weekday>{WEEKDAY})(?:ye|ya|ne|na|nin|sine|si)?\b{_TILL}(?P<late> haftaya)?"
        ),
        _weekday,
    ),
    (re.compile(r"\b(?:haftaya|gelecek hafta|onumuzdeki hafta)(?: icinde| icerisinde)?\b"), _next_week),
    (re.compile(r"\b(?:hafta sonuna kadar|bu hafta(?: icinde| icerisinde|nin sonuna kadar| sonuna kadar)?|hafta icinde)\b"), _this_week),
    (re.compile(r"\b(?:bu )?hafta sonu\b"), _weekend),
    (re.compile(r"\b(?:bu )?ay(?:in)? sonu(?:na|nda|na dogru)?\b"), _end_of_month),
    (re.compile(r"\b(?:gelecek|onumuzdeki) ay\b(?!in)"), _next_month),
    (
        re.compile(r"\b(?:bugun|bu gun|bu aksam|bu sabah|gun icinde|gun icerisinde|gun sonuna kadar|mesai bitimine kadar|mesai sonuna kadar|aksama kadar|oglene kadar|ogleye kadar|ogleden sonra)\b"),
        _today,
    ),
)  # fmt: skip

CLOCK = re.compile(
    r"(?:\bsaat\s*)?\b(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?![.\d])"
    r"(?:\s*(?:-|–|ile|ila)\s*(?P<hour2>[01]?\d|2[0-3])[:.](?P<minute2>[0-5]\d))?"
    r"|\bsaat\s*(?P<only>[01]?\d|2[0-3])(?!\d|[:.]\d)(?:\s*(?:-|–|ile|ila)\s*(?P<only2>[01]?\d|2[0-3]))?"
    r"|\bsaat (?P<word>(?:on |yirmi )?(?:bir|iki|uc|dort|bes|alti|yedi|sekiz|dokuz)|on|yirmi)(?P<half> bucuk)?"
)
PART = re.compile(rf"\b{PART_OF_DAY}\b")
NEAR = 22
"""How many characters may lie between a day and its hour."""


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
    clocks = [told for told in _clocks(flat) if not any(_lies_in(told, each) for each in days)]
    hours = [*clocks, *_parts(flat)]
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


def _lies_in(told: tuple[int, int, time], each: Moment) -> bool:
    """Whether what looks like an hour is part of a date: 06.03."""
    return each.start <= told[0] and told[1] <= each.end


def _still_to_come(each: Moment, now: Now) -> Iterator[Moment]:
    """Today after work means until midnight; anything else that has passed is no promise."""
    if each.due > now.moment:
        yield each
    elif each.day == now.day:
        yield Moment(each.start, each.end, now.at(now.day + DAY, time(0)), each.day)


def _clocks(flat: str) -> Iterator[tuple[int, int, time]]:
    for found in CLOCK.finditer(flat):
        if found["hour"]:
            hour, minute = found["hour2"] or found["hour"], found["minute2"] or found["minute"]
            yield *found.span(), time(int(hour), int(minute))
        elif found["only"]:
            yield *found.span(), time(int(found["only2"] or found["only"]))
        else:
            told = words.NUMBERS[" ".join(found["word"].split())]
            yield *found.span(), time(told + 12 if told < 8 else told % 24, 30 if found["half"] else 0)


def _parts(flat: str) -> Iterator[tuple[int, int, time]]:
    for found in PART.finditer(flat):
        yield *found.span(), PARTS_OF_DAY[found[0]]
