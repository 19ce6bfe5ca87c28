"""Verimor Bulutsantralim: form posts named ringing, answer, hangup and user_hangup.

Times are of the switchboard's own zone (Europe/Istanbul) and carry none. `user_hangup` tells of one
extension's leg and says nothing about the end of the call. https://developer.verimor.com.tr/switch
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from memnun.channels.phone.heard.shape import Heard, NotHeard

ZONE = ZoneInfo("Europe/Istanbul")
DIRECTIONS = {"inbound": "in", "outbound": "out", "internal": "internal"}
KINDS = ("ringing", "answer", "hangup", "user_hangup")


def read(body: bytes) -> Heard:
    """One event. Raises NotHeard."""
    try:
        told = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=200))
    except (UnicodeDecodeError, ValueError) as problem:
        raise NotHeard(str(problem)) from None
    kind, key = told.get("event_type", ""), told.get("call_uuid", "").strip()
    if kind not in KINDS or not key:
        raise NotHeard("event_type or call_uuid is missing")
    direction = DIRECTIONS.get(told.get("direction", ""), "")
    out = direction == "out"
    number = told.get("destination_number" if out else "caller_id_number", "")
    line = told.get("outbound_caller_id_number" if out else "destination_number", "")
    own = (
        told.get("connected_user") or told.get("dialed_user") or (told.get("caller_id_number") if out else "")
    )
    is_end = kind == "hangup"
    return Heard(
        key=key[:120],
        direction=direction,
        number=number,
        line=line,
        extension=(own or "")[:20],
        queue=told.get("queue", "")[:80],
        began_at=_moment(told, "start_stamp"),
        answered_at=_moment(told, "answer_stamp"),
        ended_at=_moment(told, "end_stamp") if is_end else None,
        answered=_answered(kind, told),
        is_ringing=kind == "ringing",
        has_recording=_is_true(told.get("recording_present")),
        cause=told.get("hangup_cause", "")[:60] if is_end else "",
    )


def _answered(kind: str, told: Mapping[str, str]) -> bool | None:
    if kind == "answer":
        return True
    return _is_true(told.get("answered")) if kind == "hangup" else None


def _is_true(text: str | None) -> bool:
    return (text or "").strip().lower() in ("true", "1", "yes")


def _moment(told: Mapping[str, str], name: str) -> datetime | None:
    text = told.get(name, "").strip()
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise NotHeard(f"{name}: {problem}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
