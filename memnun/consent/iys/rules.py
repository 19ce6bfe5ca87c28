"""The rules by which İYS takes or refuses a record, so that nothing is sent that will come back.

Source: the developer documentation of İYS on consent management, and the Regulation on Commercial
Communication and Commercial Electronic Messages. Engineering input, not legal advice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from memnun.consent.models.kinds import ConsentSource, ConsentStatus, RecipientType
from memnun.foundation.business_time import Calendar, add_business_days
from memnun.foundation.clock import ISTANBUL

WORKING_DAYS = 3
LAW_BEGAN = date(2015, 5, 1)
CALENDAR = Calendar()
"""Monday to Friday with the public holidays of Turkey; a half day counts as a day."""


@dataclass(frozen=True, slots=True)
class Held:
    """What İYS holds of an address for a type and recipient type."""

    status: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """What İYS would be told. `taken_at` and `source` may be left out for merchants."""

    recipient_type: str
    status: str
    taken_at: datetime | None
    source: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why İYS would refuse; `words.tell_problem` says it."""

    code: str
    values: dict[str, Any]


def due_at(taken_at: datetime) -> datetime:
    """The end of the third working day after the day on which consent was given or refused."""
    day = add_business_days(taken_at.astimezone(ISTANBUL).date(), WORKING_DAYS, CALENDAR)
    return datetime.combine(day + timedelta(days=1), time(0), ISTANBUL)


def problem_with(report: Report, held: Held | None, now: datetime) -> Problem | None:
    """The first rule that the report breaks, None when İYS would take it."""
    return _order(report, held) or _moment(report, held, now)


def _order(report: Report, held: Held | None) -> Problem | None:
    if held is None:
        return Problem("first_is_refusal", {}) if report.status == ConsentStatus.RET else None
    if report.status == held.status:
        return Problem("same_again", {"status": report.status})
    return None


def _moment(report: Report, held: Held | None, now: datetime) -> Problem | None:
    if report.taken_at is None or not report.source:
        if report.recipient_type == RecipientType.TACIR:
            return None
        return Problem("date_or_source_missing", {})
    if wrong := wrong_moment(report.taken_at, report.source, now):
        return wrong
    if report.source == ConsentSource.HS_2015:
        return None
    if held is not None and report.taken_at <= held.since:
        return Problem("not_newer", {})
    if now >= due_at(report.taken_at):
        return Problem("too_old", {})
    return None


def wrong_moment(taken_at: datetime, source: str, now: datetime) -> Problem | None:
    """A moment at which nobody can have consented, whoever holds the record."""
    day = taken_at.astimezone(ISTANBUL).date()
    if taken_at > now:
        return Problem("in_the_future", {})
    if day < LAW_BEGAN:
        return Problem("before_the_law", {})
    if source == ConsentSource.HS_2015 and day != LAW_BEGAN:
        return Problem("not_the_day_of_2015", {})
    return None
