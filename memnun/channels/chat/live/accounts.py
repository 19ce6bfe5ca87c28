"""The chat accounts that widgets name, remembered for a few seconds."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from uuid import UUID

from memnun.channels.chat.configuring import Configuration, load
from memnun.channels.chat.live.problems import NO_SUCH_CHAT, ORIGIN, Problem
from memnun.channels.chat.live.threads import Threads

GOOD_FOR = 5.0
MOST = 2_000
"""Accounts and wrong names remembered; then all are forgotten."""


@dataclass(slots=True)
class _Entry:
    configuration: Configuration | None
    at: float = field(default_factory=monotonic)


class Accounts:
    """Finds an account by the name in the address."""

    def __init__(self, threads: Threads) -> None:
        self._threads = threads
        self._entries: dict[str, _Entry] = {}

    async def find(self, key: str) -> Configuration:
        """The account. Raises Problem (404) when there is none with this key."""
        entry = self._entries.get(key)
        if entry is None or monotonic() - entry.at > GOOD_FOR:
            id_ = _id(key)
            entry = _Entry(await self._threads.run(load, id_) if id_ else None)
            if len(self._entries) > MOST:
                self._entries.clear()
            self._entries[key] = entry
        if entry.configuration is None:
            raise Problem(404, NO_SUCH_CHAT)
        return entry.configuration


def _id(key: str) -> UUID | None:
    try:
        return UUID(hex=key) if len(key) == 32 else None
    except ValueError:
        return None


def allowed_origin(configuration: Configuration, headers: dict[bytes, bytes], own_host: bytes) -> bytes:
    """The origin that may read the answer, empty for our own pages. Raises Problem (403).

    Browsers leave the origin out of a GET to the page's own server, and say so in Sec-Fetch-Site.
    """
    origin = headers.get(b"origin", b"")
    if not origin:
        if headers.get(b"sec-fetch-site", b"same-origin") in (b"same-origin", b"none"):
            return b""
        raise Problem(403, ORIGIN)
    text = origin.decode("latin-1").lower()
    if text in configuration.origins or text.partition("://")[2].encode() == own_host:
        return origin
    raise Problem(403, ORIGIN)


def cors(origin: bytes) -> list[tuple[bytes, bytes]]:
    """The headers by which a browser lets the host page's script read the answer."""
    headers: list[tuple[bytes, Any]] = [(b"vary", b"origin")]
    if origin:
        headers += [
            (b"access-control-allow-origin", origin),
            (b"access-control-expose-headers", b"retry-after"),
        ]
    return headers


PREFLIGHT = [
    (b"access-control-allow-methods", b"GET, POST, PUT, DELETE"),
    (b"access-control-allow-headers", b"authorization, content-type, last-event-id"),
    (b"access-control-max-age", b"7200"),
]
