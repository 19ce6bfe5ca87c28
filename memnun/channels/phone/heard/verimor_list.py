"""Verimor's list of calls (`GET /cdrs`) and the detail of one (`GET /cdrs/{call_uuid}`), as JSON.

Directions and results come in Turkish words, booleans as text, moments as "2017-08-03 12:30:32 +0300". `answer_stamp`
is also set when only a voice menu answered; `missed` tells whether a person did. The detail brings `call_flow`, the
legs to extensions. https://github.com/verimor/Bulutsantralim-API/blob/master/cdrs.md
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from memnun.channels.phone.heard.shape import Heard, NotHeard, is_extension, is_true, text_of, within_reason
from memnun.foundation.turkish.folding import fold

ZONE = ZoneInfo("Europe/Istanbul")
DIRECTIONS = {
    "gelen": "in", "giden": "out", "santral": "internal",
    "inbound": "in", "outbound": "out", "internal": "internal",
}  # fmt: skip
"""By the first word: "Giden (API)" and "Giden (IVR)" are outgoing too."""


def read(told: Mapping[str, Any]) -> Heard:
    """One call of the list, or its detail. Raises NotHeard."""
    inner = told.get("cdr")
    row: Mapping[str, Any] = inner if isinstance(inner, dict) else told
    key, began_at = text_of(row, "call_uuid"), _moment(row, "start_stamp")
    if not key or began_at is None:
        raise NotHeard("call_uuid or start_stamp is missing")
    direction = _direction(row)
    out = direction == "out"
    caller, callee = text_of(row, "caller_id_number"), text_of(row, "destination_number")
    answered_at = _moment(row, "answer_stamp")
    answered = bool(answered_at) and not (direction == "in" and is_true(row.get("missed")))
    return Heard(
        key=key[:120],
        direction=direction,
        number=callee if out else caller,
        line="" if is_extension(caller if out else callee) else (caller if out else callee),
        extension=_extension(caller if out else callee, told.get("call_flow")),
        queue=text_of(row, "queue")[:80],
        began_at=began_at,
        answered_at=answered_at if answered else None,
        ended_at=_moment(row, "end_stamp") or answered_at or began_at,
        answered=answered,
        has_recording=is_true(row.get("recording_present")),
    )


def _direction(row: Mapping[str, Any]) -> str:
    words = fold(text_of(row, "direction")).split()
    direction = DIRECTIONS.get(words[0] if words else "", "")
    if not direction:
        raise NotHeard("direction is missing or unknown")
    return direction


def _extension(own: str, flow: Any) -> str:
    """The brand's own side when it is an extension, else the last leg that was answered."""
    if is_extension(own):
        return own
    legs = [leg for leg in flow if isinstance(leg, dict)] if isinstance(flow, list) else []
    taken = [text_of(leg, "destination_number") for leg in legs if leg.get("answer_stamp")]
    return next((number for number in reversed(taken) if is_extension(number)), "")


def _moment(row: Mapping[str, Any], name: str) -> datetime | None:
    text = text_of(row, name)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.replace(" +", "+"))
    except ValueError as problem:
        raise NotHeard(f"{name}: {problem}") from None
    return within_reason(moment if moment.tzinfo else moment.replace(tzinfo=ZONE))
