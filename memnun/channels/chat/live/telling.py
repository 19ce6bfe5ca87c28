"""What goes from process to process without a trace: whose lines are new, who types, who looked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from memnun.events.waking import notify_after_commit

CHANNEL = "memnun_chat"
MOST_NAMED = 100
"""Visitors named in one notification, which PostgreSQL limits to 8,000 bytes."""


def lines_notes(visitors: Iterable[UUID]) -> list[str]:
    """The notes that say whose lines are new."""
    names = [str(visitor) for visitor in visitors]
    return [
        json.dumps({"lines": names[start : start + MOST_NAMED]}, separators=(",", ":"))
        for start in range(0, len(names), MOST_NAMED)
    ]


def tell_lines(visitor_id: UUID) -> None:
    """Once the running transaction has committed, the visitor's widgets are given their new lines."""
    for note in lines_notes([visitor_id]):
        notify_after_commit(CHANNEL, note)


def tell_word(visitor_id: UUID, word: dict[str, Any]) -> None:
    """Tell the visitor's widgets something that nobody needs to know later."""
    note = {"visitor": str(visitor_id), "word": word}
    notify_after_commit(CHANNEL, json.dumps(note, separators=(",", ":")))
