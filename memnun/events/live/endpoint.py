"""GET /live/events: the ASGI application that opens a stream for a signed-in member of staff."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

import psycopg
from django.conf import settings
from django.db import Error
from django.http.cookie import parse_cookie

from memnun.events.live.entrance import Entrance
from memnun.events.live.hub import Hub
from memnun.events.live.stream import Send, Stream
from memnun.events.live.viewer import CheckViewers, FindViewers, Viewer
from memnun.events.live.wire import Message, message

PATH = "/live/events"
PATIENCE = 15.0
"""Seconds a stream waits for a database that is away before the client is sent off to try again."""

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]

logger = logging.getLogger(__name__)


class EventStreams:
    """The streams of one process, an ASGI application with a start and a stop."""

    def __init__(
        self, find_viewers: FindViewers, check_viewers: CheckViewers, changes_access: Callable[[str], bool]
    ) -> None:
        self._find_viewers = find_viewers
        self._check_viewers = check_viewers
        self._changes_access = changes_access
        self.hub: Hub | None = None
        self._entrance: Entrance | None = None

    async def start(self) -> None:
        """Begin to follow the log."""
        self.hub = Hub(self._check_viewers, self._changes_access)
        self._entrance = Entrance(self._find_viewers, self.hub.follower.in_thread)
        await self.hub.start()

    async def stop(self) -> None:
        """End all streams at once."""
        if self.hub:
            await self.hub.stop()
            self.hub = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["path"] != PATH:
            await _refuse(send, 404, b"Not found.")
        elif scope["method"] != "GET":
            await _refuse(send, 405, b"Only GET.", (b"allow", b"GET"))
        elif self.hub is None:
            await _refuse(send, 503, b"Closing; come back in a moment.", (b"retry-after", b"1"))
        else:
            await self._answer(self.hub, scope, receive, send)

    async def _answer(self, hub: Hub, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        try:
            viewer = await self._viewer(headers)
        except Error:
            await _refuse(send, 503, b"The database is away; come back in a moment.", (b"retry-after", b"2"))
            return
        if viewer is None:
            await _refuse(send, 401, b"Sign in first.")
            return
        asked = _asked(headers, scope["query_string"])
        stream = Stream(viewer, send)
        if not hub.admit(stream):
            await _refuse(send, 429, b"Too many open screens.", (b"retry-after", b"60"))
            return
        del scope, headers
        try:
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await self._join(hub, stream, asked)
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            hub.leave(stream)

    async def _viewer(self, headers: dict[bytes, bytes]) -> Viewer | None:
        cookies = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
        session = cookies.get(settings.SESSION_COOKIE_NAME)
        return await self._entrance.viewer(session) if session and self._entrance else None

    async def _join(self, hub: Hub, stream: Stream, asked: str) -> None:
        """Bring the stream up to date, or send the client off to try again."""
        try:
            async with asyncio.timeout(PATIENCE):
                await hub.join(stream, asked)
        except (psycopg.Error, TimeoutError) as problem:
            logger.warning("A stream could not be brought up to date: %s", problem)
            stream.end(b"")


def _asked(headers: dict[bytes, bytes], query: bytes) -> str:
    """The position to go on from: what the browser saw last, otherwise what the page names."""
    last_seen = headers.get(b"last-event-id", b"").decode("latin-1")
    named = parse_qs(query.decode("latin-1")).get("last_event_id", [""])[0]
    return last_seen or named


async def _refuse(send: Send, status: int, words: bytes, *more: tuple[bytes, bytes]) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send(message(words, more=False))
