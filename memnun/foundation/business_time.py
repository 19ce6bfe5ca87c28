"""Working time: deadlines and durations that skip nights, weekends, public holidays and half days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import holidays

from memnun.foundation.clock import ISTANBUL

_MIDNIGHT = time(0)
_DAYS_WITHOUT_WORK = 400


@dataclass(frozen=True, slots=True)
class Opening:
    """Working hours within one local day; `until` 00:00 is the midnight at its end."""

    since: time
    until: time

    def __post_init__(self) -> None:
        if self.until != _MIDNIGHT and self.since >= self.until:
            raise ValueError("working hours end after they start")


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of counted time between two moments in UTC."""

    since: datetime
    until: datetime

    @property
    def duration(self) -> timedelta:
        """Real time between the two moments."""
        return self.until - self.since


Week = tuple[tuple[Opening, ...], ...]
NINE_TO_SIX = Opening(time(9), time(18))
STANDARD_WEEK: Week = ((NINE_TO_SIX,),) * 5 + ((),) * 2
AROUND_THE_CLOCK: Week = ((Opening(_MIDNIGHT, _MIDNIGHT),),) * 7


@dataclass(frozen=True, slots=True)
class Calendar:
    """When somebody works: openings for Monday to Sunday, and the days that differ.

    `closed` are days off of the brand's own with their reasons, `opened` days with openings of
    their own; both are stronger than the public holidays of Turkey (left out with
    `public_holidays=False`). Half days (arife, 28 October) end at `half_day_until`.
    """

    week: Week = STANDARD_WEEK
    zone: ZoneInfo = ISTANBUL
    public_holidays: bool = True
    half_day_until: time = time(13)
    closed: Mapping[date, str] = field(default_factory=dict)
    opened: Mapping[date, tuple[Opening, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
        for openings in (*self.week, *self.opened.values()):
            for earlier, later in pairwise(openings):
                if earlier.until == _MIDNIGHT or earlier.until > later.since:
                    raise ValueError("working hours of a day follow each other without overlap")

    def openings(self, day: date) -> tuple[Opening, ...]:
        """The working hours of a local day."""
        if day in self.opened:
            return self.opened[day]
        if day in self.closed or (self.public_holidays and day in public_holidays(day.year)):
            return ()
        usual = self.week[day.weekday()]
        if self.public_holidays and day in half_days(day.year):
            return tuple(cut for opening in usual if (cut := self._morning(opening)))
        return usual

    def intervals(self, day: date) -> list[Interval]:
        """The working hours of a local day as moments."""
        return [
            Interval(self._moment(day, opening.since), self._end(day, opening))
            for opening in self.openings(day)
        ]

    def why_closed(self, day: date) -> str:
        """Why a day differs from its week: own reason or the holiday's Turkish name; else empty."""
        if day in self.opened:
            return ""
        named = {**half_days(day.year), **public_holidays(day.year)} if self.public_holidays else {}
        return self.closed.get(day) or named.get(day, "")

    def _morning(self, opening: Opening) -> Opening | None:
        if opening.since >= self.half_day_until:
            return None
        ends_later = opening.until == _MIDNIGHT or opening.until > self.half_day_until
        return Opening(opening.since, self.half_day_until) if ends_later else opening

    def _moment(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone).astimezone(UTC)

    def _end(self, day: date, opening: Opening) -> datetime:
        return self._moment(day + timedelta(days=opening.until == _MIDNIGHT), opening.until)


@lru_cache(maxsize=32)
def public_holidays(year: int) -> Mapping[date, str]:
    """Whole days off in Turkey with their Turkish names."""
    return dict(holidays.country_holidays("TR", categories=("public",), years=year, language="tr"))


@lru_cache(maxsize=32)
def half_days(year: int) -> Mapping[date, str]:
    """Days in Turkey whose afternoon is off, with their Turkish names."""
    return dict(holidays.country_holidays("TR", categories=("half_day",), years=year, language="tr"))


def add_business_time(start: datetime, duration: timedelta, calendar: Calendar) -> datetime:
    """The moment (UTC) when `duration` of working time has passed since `start` (aware).

    A duration that ends with a working day ends that evening, not next morning; nothing added
    gives `start`. Raises ValueError for a negative duration or a calendar without working time.
    """
    return explain_adding(start, duration, calendar)[0]


def explain_adding(
    start: datetime, duration: timedelta, calendar: Calendar
) -> tuple[datetime, list[Interval]]:
    """`add_business_time` with the stretches that were counted; their durations sum to `duration`."""
    if duration < timedelta(0):
        raise ValueError("working time is added, not taken away")
    moment, rest, counted = _utc(start), duration, list[Interval]()
    worked_until = moment
    for interval in _intervals_after(moment, calendar) if rest else ():
        part = Interval(interval.since, min(interval.until, interval.since + rest))
        counted.append(part)
        rest -= part.duration
        worked_until = part.until
        if not rest:
            break
    if rest:
        raise ValueError("the calendar has no working time left")
    return worked_until, counted


def business_time_between(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """Working time from `start` to `end` (aware); negative when `end` comes first."""
    if end < start:
        return -business_time_between(end, start, calendar)
    return sum((part.duration for part in explain_between(start, end, calendar)), timedelta(0))


def explain_between(start: datetime, end: datetime, calendar: Calendar) -> list[Interval]:
    """The stretches of working time from `start` to `end`, in order; empty when `end` is not later."""
    since, until = _utc(start), _utc(end)
    parts = []
    for interval in _intervals_after(since, calendar, until):
        if interval.since >= until:
            break
        parts.append(Interval(interval.since, min(interval.until, until)))
    return parts


def is_working(moment: datetime, calendar: Calendar) -> bool:
    """Whether somebody works at this moment (aware)."""
    at = _utc(moment)
    return any(part.since <= at < part.until for part in calendar.intervals(_day(at, calendar)))


def next_working_moment(moment: datetime, calendar: Calendar) -> datetime:
    """`moment` in UTC when somebody works then, else the next start of work."""
    for interval in _intervals_after(_utc(moment), calendar):
        return interval.since
    raise ValueError("the calendar has no working time left")


def add_business_days(day: date, count: int, calendar: Calendar) -> date:
    """The `count`-th working day after `day` ("3 iş günü içinde"); half days count as days."""
    if count < 1:
        raise ValueError("at least one working day is added")
    working = (later for later in _days_after(day) if calendar.openings(later))
    found = list(islice(working, count))
    if len(found) < count:
        raise ValueError("the calendar has no working time left")
    return found[-1]


def _days_after(day: date) -> Iterator[date]:
    return (day + timedelta(days=distance) for distance in range(1, 20_000))


def _intervals_after(
    moment: datetime, calendar: Calendar, until: datetime | None = None
) -> Iterator[Interval]:
    """Working stretches from `moment` on, until `until` or a calendar that has stopped working."""
    day = _day(moment, calendar) - timedelta(days=1)
    idle_days = 0
    while idle_days < _DAYS_WITHOUT_WORK and (until is None or day <= _day(until, calendar)):
        idle_days += 1
        for interval in calendar.intervals(day):
            if interval.until > moment:
                idle_days = 0
                yield Interval(max(interval.since, moment), interval.until)
        day += timedelta(days=1)


def _day(moment: datetime, calendar: Calendar) -> date:
    return moment.astimezone(calendar.zone).date()


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)
