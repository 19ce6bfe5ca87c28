"""Which day, or moment, a word of time means: "yarın", "3 iş günü içinde", "ayın 5'inde", "haftaya salı"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from memnun.cases.deadlines.reckoning import reckon
from memnun.cases.deadlines.terms import Term, Unit
from memnun.cases.phrases.now import DAY, Now
from memnun.cases.phrases.words import AMOUNT, MONTH, MONTHS, NUMBER, WEEKDAY, WEEKDAYS, number

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
    (re.compile(r"\b(?:gelecek |onumuzdeki |bu )?ayin (?P<number>" + NUMBER + r")(?:'?[a-z]{1,5})?\b"), _day_of_month),
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
