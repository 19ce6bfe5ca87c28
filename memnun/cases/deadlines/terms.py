"""How long one has, and what stands still meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Unit(StrEnum):
    """What a term counts."""

    WORKING_MINUTES = "working_minutes"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Term:
    """An amount of a unit: 120 working minutes, 3 working days, 14 calendar days.

    Days are counted from the day after the start and end with the last counted day: working days at
    the end of its working hours, calendar days at its midnight. Raises ValueError below nothing.
    """

    amount: int
    unit: Unit = Unit.WORKING_MINUTES

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a term is not negative")
        if self.amount == 0 and self.in_days:
            raise ValueError("a term in days has at least one day")

    @property
    def in_days(self) -> bool:
        """Whether whole days are counted."""
        return self.unit in (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS)

    @property
    def duration(self) -> timedelta:
        """The time of a term in minutes."""
        return timedelta(minutes=self.amount)


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which the clock stands still; `until` is None while it lasts."""

    since: datetime
    until: datetime | None = None


class SpanKind(StrEnum):
    """What one stretch of the way to a deadline was."""

    COUNTED = "counted"
    CLOSED = "closed"
    SHORT_DAY = "short_day"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch, in UTC; `reason` names a holiday or the brand's own words, else it is empty.

    A short day covers the whole day and counts nothing: it says why its afternoon is missing.
    `whole_days` says that the stretch is to be told as days.
    """

    kind: SpanKind
    since: datetime
    until: datetime
    reason: str = ""
    whole_days: bool = False

    @property
    def duration(self) -> timedelta:
        """Real time between both ends."""
        return self.until - self.since


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A deadline and how it came about. `due` is None while an open pause lasts, `stands_since` then set."""

    start: datetime
    due: datetime | None
    spans: tuple[Span, ...]
    stands_since: datetime | None = None

    @property
    def counted(self) -> timedelta:
        """All that was counted."""
        return sum((span.duration for span in self.spans if span.kind is SpanKind.COUNTED), timedelta(0))
