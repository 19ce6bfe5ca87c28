"""Verimor Bulutsantralim: form posts named ringing, answer, hangup and user_hangup.

What begins with a brace is a call of the list that was fetched. Times are of the switchboard's own zone
(Europe/Istanbul) and carry none. `user_hangup` tells of one extension's leg and says nothing about the end
of the call. https://developer.verimor.com.tr/switch
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from memnun.channels.phone.heard import verimor_list
from memnun.channels.phone.heard.shape import Heard, NotHeard, is_true, text_of, within_reason
from memnun.channels.phone.heard.verimor_list import ZONE

DIRECTIONS = {"inbound": "in", "outbound": "out", "internal": "internal"}
KINDS = ("ringing", "answer", "hangup", "user_hangup")


def read(body: bytes) -> Heard:
    """One event, or one call of the list. Raises NotHeard."""
    if body.lstrip().startswith(b"{"):
        return _of_the_list(body)
    try:
        told = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=200))
    except (UnicodeDecodeError, ValueError) as problem:
        raise NotHeard(str(problem)) from None
    kind, key = text_of(told, "event_type"), text_of(told, "call_uuid")
    if kind not in KINDS or not key:
        raise NotHeard("event_type or call_uuid is missing")
    direction = DIRECTIONS.get(text_of(told, "direction"), "")
    out = direction == "out"
    number = text_of(told, "destination_number" if out else "caller_id_number")
    line = text_of(told, "outbound_caller_id_number" if out else "destination_number")
    own = text_of(told, "connected_user") or text_of(told, "dialed_user")
    is_end = kind == "hangup"
    return Heard(
        key=key[:120],
        direction=direction,
        number=number,
        line=line,
        extension=(own or (text_of(told, "caller_id_number") if out else ""))[:20],
        queue=text_of(told, "queue")[:80],
        began_at=_moment(told, "start_stamp"),
        answered_at=_moment(told, "answer_stamp"),
        ended_at=_moment(told, "end_stamp") if is_end else None,
        answered=_answered(kind, told),
        is_ringing=kind == "ringing",
        has_recording=is_true(told.get("recording_present")),
        cause=text_of(told, "hangup_cause")[:60] if is_end else "",
    )


def _answered(kind: str, told: Mapping[str, str]) -> bool | None:
    if kind == "answer":
        return True
    return is_true(told.get("answered")) if kind == "hangup" else None


def _of_the_list(body: bytes) -> Heard:
    try:
        told = msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
        raise NotHeard(str(problem)) from None
    return verimor_list.read(told)


def _moment(told: Mapping[str, str], name: str) -> datetime | None:
    text = text_of(told, name)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise NotHeard(f"{name}: {problem}") from None
    return within_reason(moment if moment.tzinfo else moment.replace(tzinfo=ZONE))
