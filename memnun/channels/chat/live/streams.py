"""An open answer to one widget, and how what it is told looks on the way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from memnun.channels.chat.live.sessions import Session
from memnun.events.live.stream import Send, Stream

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
STILL_HERE = b":\n\n"

_encode = msgspec.json.Encoder().encode


class WidgetStream(Stream):
    """The stream of one session. `last` is the number of the last line it was told, `seen` of the last line of
    the visitor's own of which it was told that the brand has read it (-1: it was told nothing yet).
    """

    __slots__ = ("last", "place", "seen", "session")

    def __init__(self, session: Session, send: Send, last: int) -> None:
        super().__init__(session, send)  # type: ignore[arg-type]
        self.session = session
        self.last = last
        self.seen = -1
        self.place = 0


def shown(row: tuple[Any, ...]) -> dict[str, Any]:
    """A line of the database as widgets know it."""
    _visitor, number, key, direction, text, who, files, at, read = row
    line: dict[str, Any] = {"n": number, "dir": direction, "text": text, "at": at}
    if key:
        line["key"] = key
    if who:
        line["who"] = who
    if files:
        line["files"] = [{name: file[name] for name in ("id", "name", "size")} for file in files]
    if read:
        line["read"] = True
    return line


def lines_piece(lines: Iterable[dict[str, Any]], last: int) -> bytes:
    """Lines with the number behind them, from which a widget that comes back goes on."""
    return b"id: %d\ndata: %s\n\n" % (last, _encode({"lines": list(lines)}))


def word_piece(word: dict[str, Any]) -> bytes:
    """Something that is told once."""
    return b"data: %s\n\n" % _encode(word)
