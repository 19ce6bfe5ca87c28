"""Bulutfon: JSON or form posts named call_init, call_hangup, missing_call and call_init_extension.

What has no `event_type` is a call of the list that was fetched. `timestamp` counts microseconds; the
end of a call brings its CDR along. Numbers come as JSON numbers.
https://github.com/bulutfon/documents/tree/master/WEBHOOKS
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from memnun.channels.phone.heard import bulutfon_list
from memnun.channels.phone.heard.bulutfon_list import DIRECTIONS, extension_of, moment_of
from memnun.channels.phone.heard.shape import Heard, NotHeard, is_true, text_of

RINGING = ("call_init", "call_init_extension", "call_init_group", "call_init_menu", "call_init_manu")
ENDED = ("call_hangup", "missing_call")


def read(body: bytes) -> Heard:
    """One event, or one call of the list. Raises NotHeard."""
    told = _decode(body)
    if "event_type" not in told and ("cdr" in told or "call_time" in told):
        return bulutfon_list.read(told)
    kind, key = text_of(told, "event_type"), text_of(told, "uuid")
    if kind not in (*RINGING, *ENDED) or not key:
        raise NotHeard("event_type or uuid is missing")
    inner = told.get("cdr")
    record: dict[str, Any] = inner if isinstance(inner, dict) else {}
    direction = DIRECTIONS.get(text_of(told, "direction") or text_of(record, "bf_direction"), "")
    caller, callee = text_of(told, "caller"), text_of(told, "callee")
    out, own = direction == "out", ""
    if kind == "call_init_extension" and len(callee) <= 6:
        own, callee = callee, ""
    at, answered_at = _micro(told.get("timestamp")), moment_of(record.get("answer_time"))
    is_end = kind in ENDED
    return Heard(
        key=key[:120],
        direction=direction,
        number=callee if out else caller,
        line=caller if out else callee,
        extension=own or text_of(told, "extension")[:20] or extension_of(record),
        began_at=moment_of(record.get("call_time")) or (at if kind == "call_init" else None),
        answered_at=None if kind == "missing_call" else answered_at,
        ended_at=(moment_of(record.get("hangup_time")) or at) if is_end else None,
        answered=_answered(kind, told, record, answered_at),
        is_ringing=kind in RINGING,
        has_recording=is_true(record.get("call_record")),
        cause=text_of(told, "hangup_cause")[:60],
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
    except (msgspec.MsgspecError, UnicodeDecodeError):
        try:
            told = dict(parse_qsl(body.decode(), max_num_fields=200))
        except ValueError as problem:
            raise NotHeard(str(problem)) from None
    except RecursionError:
        raise NotHeard("The body is nested too deeply.") from None
    if not isinstance(told, dict):
        raise NotHeard("The body is no object.")
    return told


def _micro(value: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(value) / 1_000_000, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None  # the list of calls, fetched later, knows when it was
