"""Bulutfon's list of calls (`GET /cdrs.json`) and the detail of one (`GET /cdrs/{uuid}.json`).

Numbers come as JSON numbers or text; `extension` of an outgoing call is often the whole outside number; a voice menu
sets `answer_time` although nobody of the team answered, then `missing_call` is true. The detail brings `call_flow`.
https://github.com/bulutfon/documents/blob/master/API/endpoints/cdr.md
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from memnun.channels.phone.heard.shape import Heard, NotHeard, is_extension, is_true, text_of, within_reason

ZONE = ZoneInfo("Europe/Istanbul")
DIRECTIONS = {"IN": "in", "OUT": "out", "LOCAL": "internal"}


def read(told: Mapping[str, Any]) -> Heard:
    """One call of the list, or its detail. Raises NotHeard."""
    inner = told.get("cdr")
    row: Mapping[str, Any] = inner if isinstance(inner, dict) else told
    key, began_at = text_of(row, "uuid"), moment_of(row.get("call_time"))
    direction = DIRECTIONS.get(text_of(row, "direction") or text_of(row, "bf_direction"), "")
    if not key or began_at is None or not direction:
        raise NotHeard("uuid, call_time or direction is missing")
    out = direction == "out"
    caller, callee = text_of(row, "caller"), text_of(row, "callee")
    answered_at = None if is_true(row.get("missing_call")) else moment_of(row.get("answer_time"))
    return Heard(
        key=key[:120],
        direction=direction,
        number=callee if out else caller,
        line=caller if out else callee,
        extension=extension_of(row),
        began_at=began_at,
        answered_at=answered_at,
        ended_at=moment_of(row.get("hangup_time")) or answered_at or began_at,
        answered=bool(answered_at),
        has_recording=is_true(row.get("call_record")),
        cause=text_of(row, "hangup_cause")[:60],
    )


def extension_of(row: Mapping[str, Any]) -> str:
    """The extension that is named, else the last one the call went to and that answered."""
    named = text_of(row, "extension")
    if is_extension(named):
        return named
    taken = list(_answering(row.get("call_flow") or row.get("callflow")))
    return next((number for number in reversed(taken) if is_extension(number)), "")


def moment_of(value: Any) -> datetime | None:
    """A moment of the list; without a zone it is of Turkey. Raises NotHeard."""
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as problem:
        raise NotHeard(str(problem)) from None
    return within_reason(moment if moment.tzinfo else moment.replace(tzinfo=ZONE))


def _answering(flow: Any) -> Iterator[str]:
    """Who answered on the call's way: extensions, and members of groups."""
    for leg in flow if isinstance(flow, list) else []:
        if not isinstance(leg, dict):
            continue
        members = leg.get("origination")
        for member in members if isinstance(members, list) else []:
            if isinstance(member, dict) and member.get("result") == "ANSWERED":
                yield text_of(member, "destination")
        if leg.get("answer_time") and not members:
            yield text_of(leg, "callee")
