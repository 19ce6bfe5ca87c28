"""The brand's year: seasons that bring more contacts, hours at which people write, days off."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cache

import holidays as public_holidays

from memnun.demo.chance import Dice

_MONTHS = "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split(" ")
_WEEKDAYS = "pazartesi salı çarşamba perşembe cuma cumartesi pazar".split(" ")
_WEEKDAY_DEMAND = (1.15, 1.08, 1.0, 1.0, 1.05, 0.95, 0.72)

# Contacts by hour of the day, 0–23.
HOURS: dict[str, tuple[float, ...]] = {
    "phone": (0, 0, 0, 0, 0, 0, 0, 0, 1, 7, 9, 9, 6, 8, 9, 8, 8, 7, 5, 3, 2, 0, 0, 0),
    "email": (1, 0.4, 0.2, 0.1, 0.1, 0.3, 1, 2, 4, 7, 8, 7, 6, 6, 6, 5, 5, 4, 3, 4, 5, 6, 5, 3),
    "chat": (1, 0.3, 0, 0, 0, 0, 0, 1, 2, 4, 5, 6, 7, 6, 5, 5, 5, 5, 6, 7, 9, 10, 8, 4),
    "social": (2, 1, 0.4, 0.2, 0.1, 0.1, 0.5, 1, 3, 4, 4, 5, 7, 6, 4, 4, 4, 5, 6, 7, 9, 10, 9, 5),
    "web": (2, 1, 0.4, 0.2, 0.1, 0.2, 0.6, 1, 3, 5, 6, 6, 6, 6, 5, 5, 5, 5, 5, 6, 8, 9, 7, 4),
    "video": (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 8, 3, 6, 8, 8, 7, 5, 1, 0, 0, 0, 0, 0),
    "in_person": (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 6, 7, 8, 9, 9, 9, 9, 9, 7, 3, 0, 0, 0),
    "post": (0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 8, 6, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
}


@dataclass(frozen=True, slots=True)
class Season:
    """A time of the year; `demand` multiplies contacts, `strain` how long answers take."""

    slug: str
    label: str
    demand: float
    strain: float


_SEASONS = {
    "bayram": Season("bayram", "Bayram öncesi", 1.45, 1.4),
    "school": Season("school", "Okula dönüş", 1.25, 1.15),
    "november": Season("november", "Kasım indirimleri", 1.9, 2.1),
    "new_year": Season("new_year", "Yılbaşı", 1.5, 1.6),
    "summer": Season("summer", "Yaz", 0.85, 0.9),
    "mothers_day": Season("mothers_day", "Anneler Günü", 1.3, 1.2),
    "": Season("", "", 1.0, 1.0),
}


@cache
def season_on(day: date) -> Season:
    """The season a day falls in; the quiet one where none does."""
    if any(feast_begins(day + timedelta(ahead)) for ahead in range(1, 15)):
        return _SEASONS["bayram"]
    if day.month == 12 and day.day > 11:
        return _SEASONS["new_year"]
    if day.month == 11 and 4 < day.day < 30:
        return _SEASONS["november"]
    if day.month == 5 and day.day < 14:
        return _SEASONS["mothers_day"]
    if (day.month, day.day) >= (8, 22) and (day.month, day.day) <= (9, 20):
        return _SEASONS["school"]
    return _SEASONS["summer" if day.month in (6, 7, 8) else ""]


@cache
def _days_off(year: int) -> dict[date, str]:
    return dict(public_holidays.country_holidays("TR", years=year, language="en_US"))


def is_day_off(day: date) -> bool:
    """Whether it is a public holiday."""
    return day in _days_off(day.year)


def feast_begins(day: date) -> bool:
    """Whether it is the first day of one of the two religious feasts."""
    return "Eid" in _days_off(day.year).get(day, "") and "Eid" not in _days_off(day.year).get(
        day - timedelta(1), ""
    )


@cache
def demand(day: date) -> float:
    """How many contacts a day brings, an ordinary Wednesday being 1."""
    rest = 0.45 if is_day_off(day) else 1.0
    return season_on(day).demand * _WEEKDAY_DEMAND[day.weekday()] * rest


def moment(rng: Dice, day: date, channel: str, zone: tzinfo) -> datetime:
    """A time of the day at which people use the channel."""
    hour = rng.choices(range(24), HOURS[channel])[0]
    return datetime(day.year, day.month, day.day, hour, rng.randrange(60), rng.randrange(60), tzinfo=zone)


def month_name(day: date) -> str:
    """Kasım."""
    return _MONTHS[day.month - 1]


def weekday_name(day: date) -> str:
    """salı."""
    return _WEEKDAYS[day.weekday()]


def written(day: date) -> str:
    """3 Kasım."""
    return f"{day.day} {month_name(day)}"
