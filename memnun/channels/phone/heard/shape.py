"""What one event tells of a call. Everything may be missing: events come late, twice and in any order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
