"""The moment of writing, from which words of time are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

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
