"""What one event tells of a call. Everything may be missing: events come late, twice and in any order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from memnun.foundation import clock

CONTROL = re.compile(r"[\x00-\x1f\x7f]")
EARLIEST = 1990


class NotHeard(ValueError):
    """The bytes are no event of this switchboard; the text says why."""


@dataclass(frozen=True, slots=True)
class Heard:
    """`answered` is None as long as nobody knows; `has_recording` speaks of the switchboard's own store."""

    key: str
    direction: str = ""
    number: str = ""
    line: str = ""
    extension: str = ""
    queue: str = ""
    began_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    answered: bool | None = None
    is_ringing: bool = False
    has_recording: bool = False
    cause: str = ""


def text_of(told: Mapping[str, Any], name: str) -> str:
    """A text or number of an answer as text, less control characters; empty when it is something else."""
    value = told.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return CONTROL.sub("", str(value)[:400]).strip()[:120]


def is_true(value: Any) -> bool:
    """Switchboards write yes in several ways."""
    return value is True or str(value).strip().lower() in ("true", "1", "yes", "var")


def is_extension(number: str) -> bool:
    """Whether a number is one of the house: short, and digits alone."""
    return number.isdecimal() and 2 <= len(number) <= 6


def within_reason(moment: datetime) -> datetime:
    """The moment, if a call can have been then. Raises NotHeard."""
    if moment.year < EARLIEST or moment > clock.now() + timedelta(days=1):
        raise NotHeard(f"The moment {moment.isoformat()} lies in the future or too long ago.")
    return moment
