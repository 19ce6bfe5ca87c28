"""Dates and times as people and spreadsheets write them: 3.3.26, 3 Mart 2026 14:22, ISO, serials."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import Literal

from memnun.foundation.clock import ISTANBUL
from memnun.foundation.turkish.dates import MONTHS, WEEKDAYS
from memnun.foundation.turkish.folding import fold

DateOrder = Literal["dmy", "mdy"]
Written = str | int | float | date | datetime

_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no zones
_LARGEST_SERIAL = 2958465  # 31.12.9999
_SMALLEST_SERIAL = 61  # 01.03.1900: before it spreadsheets count a day that never was

_MONTH_NUMBERS = {
    name: number
    for names in MONTHS.values()
    for number, month in enumerate(names, 1)
    for name in (fold(month), fold(month)[:3])
}
_WEEKDAY = "|".join(sorted((fold(day) for days in WEEKDAYS.values() for day in days), key=len, reverse=True))
_WEEKDAY_WORD = re.compile(rf"\b(?:{_WEEKDAY})\b,?")
_NUMERIC = re.compile(r"(\d{1,2})\s?[./\- ]\s?(\d{1,2})\s?[./\- ]\s?(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})([./-]?)(\d{2})\2(\d{2})|(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})\.?[\s-]*([a-z]+)\.?,?[\s-]*(\d{4}|\d{2})")
_MONTH_DAY = re.compile(r"([a-z]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})")
_TIME = re.compile(
    r"(?:[\s,t]+|^)(?:saat\s*)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,6})\d*)?)?\s*(am|pm)?"
    r"\s*(z|utc|[+-]\d{2}:?\d{2})?$"
)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")


def parse_date(written: Written, order: DateOrder = "dmy") -> date:
    """The calendar day of a cell or a text; a time after it is ignored. Raises ValueError.

    `order` decides 03/04/2026; two-digit years from 69 on belong to the last century.
    """
    return _parse(written, order)[0]


def parse_datetime(written: Written, order: DateOrder = "dmy", zone: tzinfo = ISTANBUL) -> datetime:
    """The aware moment of a cell or a text, in `zone` unless it names its own offset. Raises ValueError.

    A day without a time is its first moment.
    """
    day, hour, own_zone = _parse(written, order)
    return datetime.combine(day, hour, own_zone or zone)


def guess_date_order(values: Iterable[Written]) -> DateOrder:
    """Whether a column writes the day or the month first, from its values that allow only one.

    The day is first when the column does not tell, as in Turkey.
    """
    votes = 0
    for value in values:
        numbers = _NUMERIC.match(fold(value)) if isinstance(value, str) else None
        if numbers:
            votes += (int(numbers[1]) > 12) - (int(numbers[2]) > 12)
    return "mdy" if votes < 0 else "dmy"


def _parse(written: Written, order: DateOrder) -> tuple[date, time, tzinfo | None]:
    if isinstance(written, datetime):
        return written.date(), written.time(), written.tzinfo
    if isinstance(written, date):
        return written, time(), None
    if isinstance(written, str):
        return _parse_text(written, order)
    return _parse_serial(float(written))


def _parse_text(written: str, order: DateOrder) -> tuple[date, time, tzinfo | None]:
    text = fold(written)
    if _SERIAL.fullmatch(text):
        return _parse_serial(float(text.replace(",", ".")))
    text = " ".join(_WEEKDAY_WORD.sub(" ", text).split()).rstrip(",")
    try:
        if not _is_day(text) and (found := _TIME.search(text)):
            return _day(text[: found.start()].rstrip(" ,"), order), _hour(found), _zone(found[6])
        return _day(text, order), time(), None
    except (ValueError, KeyError) as problem:
        raise ValueError(f"not a date: {written!r}") from problem


def _is_day(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (_NUMERIC, _YEAR_FIRST, _DAY_MONTH, _MONTH_DAY))


def _day(text: str, order: DateOrder) -> date:
    """Raises ValueError or KeyError when `text` is no day."""
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = [part for part in found.group(1, 3, 4, 5, 6, 7) if part]
        return date(int(year), int(month), int(day))
    if found := _NUMERIC.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        day_number, month_number = (first, second) if order == "dmy" else (second, first)
        return date(_year(found[3]), month_number, day_number)
    if found := _DAY_MONTH.fullmatch(text):
        return date(_year(found[3]), _MONTH_NUMBERS[found[2]], int(found[1]))
    if found := _MONTH_DAY.fullmatch(text):
        return date(_year(found[3]), _MONTH_NUMBERS[found[1]], int(found[2]))
    raise ValueError("no known shape")


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year < 69 else 1900 + year


def _hour(found: re.Match[str]) -> time:
    hour = int(found[1])
    if found[5]:
        if not 1 <= hour <= 12:
            raise ValueError(f"not a time: {found[0]!r}")
        hour = hour % 12 + (12 if found[5] == "pm" else 0)
    return time(hour, int(found[2]), int(found[3] or 0), int((found[4] or "0").ljust(6, "0")))


def _zone(written: str | None) -> tzinfo | None:
    if not written:
        return None
    if written in ("z", "utc"):
        return timezone.utc  # noqa: UP017 - one type with the offsets below
    minutes = int(written[1:3]) * 60 + int(written[-2:])
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes))


def _parse_serial(serial: float) -> tuple[date, time, None]:
    """Days since 30.12.1899, the fraction is the time, as spreadsheets store them."""
    if not _SMALLEST_SERIAL <= serial <= _LARGEST_SERIAL + 1:
        raise ValueError(f"not a date: {serial!r}")
    seconds = round(serial * 86400)
    moment = _EXCEL_EPOCH + timedelta(seconds=seconds)
    return moment.date(), moment.time(), None
