"""Calendar parts (iTIP, RFC 5546) of a mail: an invitation, an answer to one, a cancellation."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar

from memnun.channels.email.reading import headers
from memnun.channels.email.reading.opening import Part, content_of, parts_of

logger = logging.getLogger(__name__)

LARGEST = 512 * 1024
MOST_GUESTS = 50
METHODS = frozenset({"REQUEST", "REPLY", "CANCEL", "COUNTER", "PUBLISH", "DECLINECOUNTER", "REFRESH", "ADD"})


@dataclass(frozen=True, slots=True)
class Guest:
    """An attendee; `answer` is accepted, declined, tentative, needs-action or delegated."""

    address: str
    name: str
    answer: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """One meeting as a calendar part tells it. Times are aware, or dates for whole days."""

    method: str
    uid: str
    sequence: int
    summary: str
    location: str
    begins: datetime | date | None
    ends: datetime | date | None
    organiser: str
    guests: tuple[Guest, ...]

    def as_meta(self) -> dict[str, Any]:
        """The invitation as JSON-ready values."""
        return {
            "method": self.method.lower(),
            "uid": self.uid,
            "sequence": self.sequence,
            "summary": self.summary,
            "location": self.location,
            "begins": self.begins.isoformat() if self.begins else "",
            "ends": self.ends.isoformat() if self.ends else "",
            "organiser": self.organiser,
            "guests": [
                {"address": one.address, "name": one.name, "answer": one.answer} for one in self.guests
            ],
        }


def invitation_in(mail: Part) -> Invitation | None:
    """The first meeting in a mail's calendar parts; None when there is none or it cannot be read."""
    for part in _calendar_parts(mail, 0):
        data = content_of(part)
        if len(data) <= LARGEST and (found := _read_safely(data, _method(part))):
            return found
    return None


def _read_safely(data: bytes, method: str) -> Invitation | None:
    try:
        return read_invitation(data, method)
    except Exception as problem:
        logger.info("A calendar part could not be read: %s: %s", type(problem).__name__, problem)
        return None


def read_invitation(data: bytes, method: str = "") -> Invitation:
    """The meeting in an .ics file. Raises ValueError when there is none."""
    calendar = Calendar.from_ical(data)
    event = next(iter(calendar.walk("VEVENT")), None)
    if event is None:
        raise ValueError("the calendar holds no meeting")
    method = (str(calendar.get("method") or "") or method).upper()
    guests = event.get("attendee") or []
    guests = guests if isinstance(guests, list) else [guests]
    return Invitation(
        method=method if method in METHODS else "PUBLISH",
        uid=headers.clean(str(event.get("uid") or ""))[:250],
        sequence=_number(event.get("sequence")),
        summary=headers.clean(str(event.get("summary") or ""))[:300],
        location=headers.clean(str(event.get("location") or ""))[:300],
        begins=_moment(event.get("dtstart")),
        ends=_moment(event.get("dtend")),
        organiser=_address(event.get("organizer")),
        guests=tuple(_guest(one) for one in guests[:MOST_GUESTS]),
    )


def _calendar_parts(part: Part, depth: int) -> list[Part]:
    found = [one for inner in parts_of(part, depth) for one in _calendar_parts(inner, depth + 1)]
    is_calendar = part.get_content_type() in ("text/calendar", "application/ics")
    return [part, *found] if is_calendar else found


def _method(part: Part) -> str:
    try:
        return str(part.get_param("method") or "")
    except (ValueError, TypeError, LookupError):
        return ""


def _guest(value: Any) -> Guest:
    parameters = getattr(value, "params", {})
    name = headers.clean(str(parameters.get("CN", "")))[:200]
    return Guest(_address(value), name, str(parameters.get("PARTSTAT", "NEEDS-ACTION")).lower()[:20])


def _address(value: Any) -> str:
    spelled = str(value or "")
    return headers.address_in(spelled.partition(":")[2] if spelled.lower().startswith("mailto:") else spelled)


def _number(value: Any) -> int:
    try:
        return int(value or 0)
    except (TypeError, ValueError):
        return 0


def _moment(value: Any) -> datetime | date | None:
    moment = getattr(value, "dt", None)
    if isinstance(moment, datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if isinstance(moment, date) else None
