"""How often one customer is contacted, over all purposes and by class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from memnun.consent.models import NEVER_COMMERCIAL, Purpose

SCOPES: dict[str, frozenset[str]] = {
    "all": frozenset(Purpose.values) - NEVER_COMMERCIAL,
    "campaign": frozenset({Purpose.CAMPAIGN}),
    "greeting": frozenset({Purpose.GREETING}),
    "surveys": frozenset({Purpose.SURVEY_AFTER_SERVICE, Purpose.SURVEY_GENERAL}),
}
"""Which purposes are counted together."""

LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Full:
    """A limit that is used up; `free_at` is when its oldest contact falls out of it, None if it allows none."""

    scope: str
    most: int
    days: int
    free_at: datetime | None


def first_full(
    limits: Iterable[Mapping[str, Any]], purpose: str, spent: Sequence[tuple[str, datetime]], now: datetime
) -> Full | None:
    """The limit that keeps this purpose waiting longest, None when all have room."""
    full = [found for limit in limits if (found := _full(limit, purpose, spent, now))]
    never = [found for found in full if found.free_at is None]
    return never[0] if never else max(full, key=lambda found: found.free_at or now, default=None)


def _full(
    limit: Mapping[str, Any], purpose: str, spent: Sequence[tuple[str, datetime]], now: datetime
) -> Full | None:
    scope, most, days = limit["scope"], limit["most"], limit["days"]
    counted = SCOPES[scope]
    if purpose not in counted:
        return None
    period = timedelta(days=days)
    times = sorted(at for each, at in spent if each in counted and at > now - period)
    if len(times) < most:
        return None
    return Full(scope, most, days, times[len(times) - most] + period if most else None)


def longest(limits: Iterable[Mapping[str, Any]]) -> timedelta:
    """How far back must be counted."""
    return timedelta(days=max((limit["days"] for limit in limits), default=0))
