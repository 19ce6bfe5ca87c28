"""The switchboards' own lists of calls, page by page; https://developer.verimor.com.tr/switch and
https://github.com/bulutfon/documents/blob/master/API/endpoints/cdr.md
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import msgspec
from django.utils.translation import gettext as _

from memnun.channels.phone.asking import Switchboard
from memnun.channels.phone.heard.shape import text_of
from memnun.foundation import clock
from memnun.interactions.channel_kinds import Refused, TryLater

PAGE = 100
MOST_PAGES = 2_000
SPANS = ((timedelta(hours=1), "hour"), (timedelta(days=1), "day"))
"""Bulutfon gives the last hour, day or month."""
NOT_FOUND = "404"


@dataclass(frozen=True, slots=True)
class Row:
    """One call of a list: its name at the switchboard ("" when it has none), and its bytes as they came."""

    key: str
    body: bytes


def pages(switchboard: Switchboard, since: datetime, until: datetime) -> Iterator[list[Row]]:
    """The calls that began in the span, and perhaps some around it. Raises TryLater, Refused."""
    for number in range(1, MOST_PAGES + 1):
        given = {"page": str(number), "limit": str(PAGE), **_span(switchboard.provider, since, until)}
        answer = _decode(switchboard.read(_path(switchboard), **given))
        rows = answer.get("cdrs")
        if not isinstance(rows, list):
            raise TryLater(_("The switchboard's list of calls cannot be read."))
        yield [_row(switchboard.provider, each) for each in rows]
        if not rows or number >= _last_page(answer):
            return


def detail(switchboard: Switchboard, key: str) -> bytes | None:
    """One call with its way through the switchboard, as bytes; None when it is not there any more."""
    ending = ".json" if switchboard.provider == "bulutfon" else ""
    try:
        return switchboard.read(f"/cdrs/{quote(key, safe='')}{ending}")
    except Refused as problem:
        if problem.code == NOT_FOUND:
            return None
        raise


def _path(switchboard: Switchboard) -> str:
    return "/cdrs.json" if switchboard.provider == "bulutfon" else "/cdrs"


def _span(provider: str, since: datetime, until: datetime) -> dict[str, str]:
    if provider == "bulutfon":
        age = clock.now() - since
        return {"time_limit": next((name for span, name in SPANS if age < span), "month")}
    return {"start_stamp_from": _stamp(since), "start_stamp_to": _stamp(until)}


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _decode(body: bytes) -> dict[str, Any]:
    try:
        return msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise TryLater(_("The switchboard's list of calls cannot be read.")) from None


def _last_page(answer: dict[str, Any]) -> int:
    told = answer.get("pagination")
    last = told.get("total_pages") if isinstance(told, dict) else None
    return last if isinstance(last, int) else 1


def _row(provider: str, told: Any) -> Row:
    name = "uuid" if provider == "bulutfon" else "call_uuid"
    key = text_of(told, name) if isinstance(told, dict) else ""
    return Row(key, msgspec.json.encode(told))
