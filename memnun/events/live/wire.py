"""How events look on the way to a browser (text/event-stream)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from memnun.events.kinds import REGISTRY
from memnun.events.positions import Position, Snapshot
from memnun.events.reading import LoggedEvent

Message = dict[str, Any]

RETRY = 2000
"""Milliseconds after which a browser that lost its stream comes back."""

RESET = "live.reset"
"""Tells a screen to fetch everything anew: its position is unknown here, or too much happened since."""

ENDED = "live.ended"
"""Tells a screen that its person may not watch any more."""


def is_live(event: LoggedEvent) -> bool:
    """Whether screens are told of the event."""
    kind = REGISTRY.get(event.kind)
    return kind is not None and kind.live


def message(text: bytes, *, more: bool = True) -> Message:
    """A piece of the answer, as ASGI wants it."""
    return {"type": "http.response.body", "body": text, "more_body": more}


def hello(position: str, *, reset: bool) -> bytes:
    """The beginning of every stream."""
    word = words({"kind": RESET}) if reset else b""
    return b"retry: %d\nid: %s\n\n%s" % (RETRY, position.encode(), word)


def still_here(position: str | None) -> bytes:
    """A sign of life; with a position, so that a quiet screen comes back to where the others are."""
    return b":\n\n" if position is None else b"id: %s\n\n" % position.encode()


def words(word: Any) -> bytes:
    """Something that is told once and never again: it has no id."""
    return b"data: %s\n\n" % msgspec.json.encode(word)


def events(told: Sequence[LoggedEvent], seen: Snapshot, now: Snapshot, *, whole: bool, prefix: str) -> bytes:
    """Events of the batch between two snapshots, each with the position behind it.

    `whole` says that these end the batch: then the last one carries the short position.
    """
    lines = [_event(event, f"{prefix}{Position(seen, now, event.id)}") for event in told[:-1]]
    last = told[-1]
    end = Position(now) if whole else Position(seen, now, last.id)
    return b"".join([*lines, _event(last, f"{prefix}{end}")])


def _event(event: LoggedEvent, position: str) -> bytes:
    return b"id: %s\ndata: %s\n\n" % (position.encode(), msgspec.json.encode(_shown(event)))


def _shown(event: LoggedEvent) -> dict[str, Any]:
    """What a screen may know of an event: ids and what its kind tells, no personal text."""
    tells: Iterable[str] = REGISTRY[event.kind].tells
    about = {
        "customer": event.customer_id,
        "conversation": event.conversation_id,
        "subject": event.subject_id,
        "details": {name: event.details[name] for name in tells if name in event.details},
    }
    return {
        "kind": event.kind,
        "id": event.id,
        "at": event.at,
        "actor": {"kind": event.actor_kind, **({"id": event.actor_id} if event.actor_id else {})},
        **{name: value for name, value in about.items() if value},
    }
