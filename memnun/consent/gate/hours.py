"""When a message may disturb: the brand's hours, or those the customer asked for; holidays always count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from memnun.consent.gate.case import Case
from memnun.consent.models.policy import WEEKDAYS
from memnun.foundation.business_time import Calendar, Opening, Week, next_working_moment

_MIDNIGHT = time(0)


def calendar_of(case: Case) -> tuple[Calendar, bool]:
    """The calendar that binds a message, and whether its hours are the customer's own."""
    own = read_week(case.customer.preferred_hours) if case.customer else None
    policy = case.policy
    brands = policy.calling_hours if case.medium.hours == "calling" else policy.writing_hours
    week = own or read_week(brands) or ((),) * 7
    return Calendar(
        week=week,
        zone=ZoneInfo(policy.brand.time_zone),
        public_holidays=policy.public_holidays,
        closed=_days(policy.closed_days),
    ), own is not None


def read_week(hours: Mapping[str, Any]) -> Week | None:
    """{day: [from, until]} as openings from Monday to Sunday; None when it names no usable hour."""
    week = tuple(_openings(hours.get(day)) for day in WEEKDAYS)
    return week if any(week) else None


def next_free(now: datetime, calendar: Calendar) -> datetime | None:
    """`now` itself when nothing is quiet, else the next moment that is not; None when there is none."""
    try:
        return next_working_moment(now, calendar)
    except ValueError:
        return None


def why_quiet(now: datetime, calendar: Calendar) -> str:
    """The holiday or the brand's own reason for the day, empty on a usual day."""
    return calendar.why_closed(now.astimezone(calendar.zone).date())


def _openings(span: Any) -> tuple[Opening, ...]:
    """Hours from 20:00 until 02:00 end at midnight of their day."""
    if not isinstance(span, list | tuple) or len(span) != 2:
        return ()
    try:
        since, until = time.fromisoformat(span[0]), time.fromisoformat(span[1])
    except (TypeError, ValueError):
        return ()
    return (Opening(since, until if until > since else _MIDNIGHT),)


def _days(closed: Mapping[str, Any]) -> dict[date, str]:
    days = {}
    for text, why in closed.items():
        try:
            days[date.fromisoformat(text)] = str(why)
        except ValueError:
            continue
    return days
