"""What a meeting server tells: the events of Jitsi's Prosody (event_sync), and JaaS webhooks.

https://github.com/jitsi-contrib/prosody-plugins/tree/main/event_sync and
https://developer.8x8.com/jaas/docs/webhooks-payload
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from memnun.foundation import clock

CONTROL = re.compile(r"[\x00-\x1f\x7f]")
LONGEST_AGO = timedelta(days=30)


class NotHeard(ValueError):
    """The bytes are no event of a meeting."""


@dataclass(frozen=True)
class Heard:
    """One event; `occupant` and `name` are empty for those about the room itself."""

    what: str
    room: str
    at: datetime | None
    occupant: str = ""
    name: str = ""


PROSODY = {
    "muc-room-created": "began",
    "muc-room-destroyed": "ended",
    "muc-occupant-joined": "joined",
    "muc-occupant-left": "left",
}
JAAS = {
    "ROOM_CREATED": "began",
    "ROOM_DESTROYED": "ended",
    "PARTICIPANT_JOINED": "joined",
    "PARTICIPANT_LEFT": "left",
}


def read(body: bytes) -> Heard | None:
    """One event; None for kinds nobody needs. Raises NotHeard."""
    try:
        told = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
        raise NotHeard(str(problem)) from None
    if not isinstance(told, dict):
        raise NotHeard("The body is no object.")
    return _jaas(told) if "eventType" in told else _prosody(told)


def _prosody(told: Mapping[str, Any]) -> Heard | None:
    what, room = PROSODY.get(str(told.get("event_name", ""))), told.get("room_name")
    if told.get("is_breakout") or what is None:
        return None
    if not isinstance(room, str) or not room:
        raise NotHeard("room_name is missing")
    inner = told.get("occupant")
    occupant: Mapping[str, Any] = inner if isinstance(inner, dict) else {}
    times = {"began": told.get("created_at"), "ended": told.get("destroyed_at"), "joined": occupant.get("joined_at"), "left": occupant.get("left_at")}  # fmt: skip
    who = _text(occupant.get("occupant_jid") or occupant.get("id"))
    if what in ("joined", "left") and not who:
        raise NotHeard("occupant is missing")
    return Heard(what, _text(room).lower(), _seconds(times[what]), who, _text(occupant.get("name")))


def _jaas(told: Mapping[str, Any]) -> Heard | None:
    what, room = JAAS.get(str(told.get("eventType", ""))), _text(told.get("fqn")).rpartition("/")[2]
    inner = told.get("data")
    person: Mapping[str, Any] = inner if isinstance(inner, dict) else {}
    if what is None or person.get("isBreakout"):
        return None
    who = _text(person.get("participantJid") or person.get("participantId") or person.get("id"))
    if not room or (what in ("joined", "left") and not who):
        raise NotHeard("fqn or participant is missing")
    stamp = told.get("timestamp")
    at = _seconds(stamp / 1000) if isinstance(stamp, int | float) else None
    return Heard(what, room.lower(), at, who, _text(person.get("name")))


def _text(value: Any) -> str:
    """A name as it can be kept: without control characters, at most 200 of the others."""
    return CONTROL.sub("", value[:400])[:200] if isinstance(value, str) else ""


def _seconds(value: Any) -> datetime | None:
    """The moment; None when it is none or cannot have been, then the time of the report counts."""
    try:
        at = datetime.fromtimestamp(float(value), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    return at if abs(clock.now() - at) < LONGEST_AGO else None
