"""Bulutfon: JSON or form posts named call_init, call_hangup, missing_call and call_init_extension.

`timestamp` counts microseconds; the end of a call brings its CDR along. Numbers come as JSON numbers.
https://github.com/bulutfon/documents/tree/master/WEBHOOKS
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import msgspec

from memnun.channels.phone.heard.shape import Heard, NotHeard

ZONE = ZoneInfo("Europe/Istanbul")
DIRECTIONS = {"IN": "in", "OUT": "out", "LOCAL": "internal"}
RINGING = ("call_init", "call_init_extension", "call_init_group", "call_init_menu", "call_init_manu")
ENDED = ("call_hangup", "missing_call")


def read(body: bytes) -> Heard:
    """One event. Raises NotHeard."""
    told = _decode(body)
    kind, key = str(told.get("event_type", "")), str(told.get("uuid", "") or "").strip()
    if kind not in (*RINGING, *ENDED) or not key:
        raise NotHeard("event_type or uuid is missing")
    inner = told.get("cdr")
    record: dict[str, Any] = inner if isinstance(inner, dict) else {}
    direction = DIRECTIONS.get(str(told.get("direction") or record.get("bf_direction", "")), "")
    caller, callee = _text(told, "caller"), _text(told, "callee")
    out, own = direction == "out", ""
    if kind == "call_init_extension" and len(callee) <= 6:
        own, callee = callee, ""
    at, answered_at = _micro(told.get("timestamp")), _moment(record.get("answer_time"))
    is_end = kind in ENDED
    return Heard(
        key=key[:120],
        direction=direction,
        number=callee if out else caller,
        line=caller if out else callee,
        extension=own or _text(told, "extension")[:20] or _extension(record),
        began_at=_moment(record.get("call_time")) or (at if kind == "call_init" else None),
        answered_at=None if kind == "missing_call" else answered_at,
        ended_at=(_moment(record.get("hangup_time")) or at) if is_end else None,
        answered=_answered(kind, told, record, answered_at),
        is_ringing=kind in RINGING,
        has_recording=record.get("call_record") in (True, "true", "YES"),
        cause=str(told.get("hangup_cause", "") or "")[:60],
    )


def _answered(
    kind: str, told: Mapping[str, Any], record: Mapping[str, Any], answered_at: datetime | None
) -> bool | None:
    """A CDR says it; without one only `missing_call` does, for an end alone does not tell."""
    if kind == "missing_call":
        return False
    if kind == "call_hangup" and record:
        return bool(answered_at) and not told.get("missing_call")
    return None


def _decode(body: bytes) -> dict[str, Any]:
    try:
        told = msgspec.json.decode(body)
    except msgspec.DecodeError:
        try:
            told = dict(parse_qsl(body.decode(), max_num_fields=200))
        except (UnicodeDecodeError, ValueError) as problem:
            raise NotHeard(str(problem)) from None
    if not isinstance(told, dict):
        raise NotHeard("The body is no object.")
    return told


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return str(value).strip()[:40] if isinstance(value, str | int) else ""


def _extension(record: Mapping[str, Any]) -> str:
    """The last short number the call went to and that answered."""
    flow = record.get("callflow")
    legs = [leg for leg in flow if isinstance(leg, dict)] if isinstance(flow, list) else []
    short = [_text(leg, "callee") for leg in legs if leg.get("answer_time")]
    return next((number for number in reversed(short) if 2 <= len(number) <= 6), "")


def _micro(value: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(value) / 1_000_000, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _moment(value: Any) -> datetime | None:
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as problem:
        raise NotHeard(str(problem)) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
