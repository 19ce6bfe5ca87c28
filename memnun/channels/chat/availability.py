"""Whether somebody is there to answer, and when somebody will be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _

from memnun.foundation.business_time import Calendar, Opening, is_working, next_working_moment

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WORKDAY = "09:00-18:00"
STANDARD_HOURS = dict.fromkeys(DAYS[:5], WORKDAY)


class State(Enum):
    """Who is there."""

    OPEN = "open"
    UNATTENDED = "unattended"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Availability:
    """The state at one moment; `opens_at` is the next working moment while closed, if there is one."""

    state: State
    opens_at: datetime | None = None


def calendar_of(settings: dict[str, Any], zone: str) -> Calendar:
    """The working time in an account's settings, a day like "09:00-12:30, 13:30-18:00"."""
    hours = settings if any(day in settings for day in DAYS) else STANDARD_HOURS
    return Calendar(
        week=tuple(openings_of(hours.get(day) or "") for day in DAYS),
        zone=ZoneInfo(zone),
        public_holidays=settings.get("public_holidays", True),
    )


def openings_of(day: str) -> tuple[Opening, ...]:
    """The hours of one day as the settings hold them."""
    parts = (part.partition("-") for part in day.split(", ") if part)
    return tuple(
        Opening(time.fromisoformat(since), time.fromisoformat(until)) for since, _dash, until in parts
    )


def availability(settings: dict[str, Any], zone: str, now: datetime, *, attended: bool) -> Availability:
    """How it stands for an account with these settings; `attended` says whether a desk is open."""
    calendar = calendar_of(settings, zone)
    if is_working(now, calendar):
        return Availability(State.OPEN if attended else State.UNATTENDED)
    try:
        return Availability(State.CLOSED, next_working_moment(now, calendar))
    except ValueError:
        return Availability(State.CLOSED)


def away_words(found: Availability, zone: str, now: datetime) -> str:
    """What the visitor is told while nobody is there, in the active language; empty when somebody is."""
    if found.state == State.OPEN:
        return ""
    if found.state == State.UNATTENDED:
        return _("Nobody is at the desk right now. Leave your message; we answer as soon as we are back.")
    if found.opens_at is None:
        return _("Nobody is here at the moment. Leave your message and we will answer it.")
    when = _when(found.opens_at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)))
    return _(
        "Nobody is here at the moment. We are back {when}. Leave your message and we will answer it."
    ).format(when=when)


def _when(opens_at: datetime, now: datetime) -> str:
    hour = formats.date_format(opens_at, "TIME_FORMAT")
    days = (opens_at.date() - now.date()) / timedelta(days=1)
    if days < 1:
        return _("today at {hour}").format(hour=hour)
    if days < 2:
        return _("tomorrow at {hour}").format(hour=hour)
    return _("on {day} at {hour}").format(day=formats.date_format(opens_at, "j F l"), hour=hour)
