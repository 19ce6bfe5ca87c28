"""One open screen: sends at once when it can, keeps a little for a slow client, and gives up in time."""

from __future__ import annotations

import asyncio
import time
import types
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any

from memnun.events.live.viewer import Viewer
from memnun.events.live.wire import Message, message
from memnun.events.positions import Snapshot

MOST_WAITING = 100
"""Messages kept for a client that does not read, beside what the server and the kernel hold (about 64 KB)."""

LONGEST_WAIT = 30.0
"""Seconds that a client may read nothing while something waits for it."""

Send = Callable[[Message], Awaitable[None]]


class Stream:
    """An open answer to one client.

    `held` keeps the hub's pages while the stream still catches up; `joined` is what it had read by then,
    until the hub has come as far; pages up to number `first_page` were before its time.
    """

    __slots__ = (
        "__weakref__", "_blocked_at", "_send", "_task", "_waiting", "ended", "first_page", "held", "joined",
        "slot", "viewer",
    )  # fmt: skip

    def __init__(self, viewer: Viewer, send: Send) -> None:
        self.viewer = viewer
        self.ended = False
        self.held: list[Any] | None = []
        self.joined: Snapshot | None = None
        self.first_page = 0
        self.slot = 0
        self._send = send
        self._waiting: deque[Message] | None = None
        self._blocked_at = 0.0
        self._task: asyncio.Task[None] | None = None

    def push(self, piece: Message) -> None:
        """Send now, or after what already waits. Never waits itself."""
        if self.ended:
            return
        if self._waiting is not None:
            self._waiting.append(piece)
            if len(self._waiting) > MOST_WAITING:
                self.cut()
            return
        try:
            rest = begin(_await(self._send, piece))
        except Exception:
            self.cut()
            return
        if rest is not None:
            self._waiting = deque()
            self._blocked_at = time.monotonic()
            self._task = asyncio.get_running_loop().create_task(self._send_the_rest(rest))

    def end(self, last: bytes) -> None:
        """Say a last word and close the answer; a client that does not read is cut off."""
        if self._waiting is not None:
            self.cut()
            return
        self.push(message(last, more=False))
        self.ended = True

    def cut(self) -> None:
        """Drop the connection at once; the client comes back and goes on behind the last id it saw."""
        self.ended = True
        if self._task:
            self._task.cancel()
        transport = _transport_of(self._send)
        if transport is not None:
            transport.abort()

    def is_stuck(self, now: float) -> bool:
        """Whether the client has read nothing for too long; `now` is monotonic."""
        return self._waiting is not None and now - self._blocked_at > LONGEST_WAIT

    async def _send_the_rest(self, rest: Coroutine[Any, Any, None]) -> None:
        try:
            await rest
            while self._waiting:
                self._blocked_at = time.monotonic()
                await self._send(self._waiting.popleft())
        except Exception:
            self.cut()
        self._waiting = None
        self._task = None


async def _await(send: Send, piece: Message) -> None:
    await send(piece)


def begin(coroutine: Coroutine[Any, Any, None]) -> Coroutine[Any, Any, None] | None:
    """Run a coroutine until it has to wait; gives what is left of it for a task, or None when it is done.

    Sending to a client that reads does not wait: a task for each would cost twenty times the sending.
    """
    try:
        waits_for = coroutine.send(None)
    except StopIteration:
        return None
    return _continue(coroutine, waits_for)


async def _continue(coroutine: Coroutine[Any, Any, None], waits_for: Any) -> None:
    await _resume(coroutine, waits_for)


@types.coroutine
def _resume(coroutine: Coroutine[Any, Any, None], waits_for: Any) -> Generator[Any, Any, None]:
    """Wait in this task for what the begun coroutine waits for, and then drive it to its end."""
    try:
        while True:
            try:
                answer = yield waits_for
            except BaseException as problem:
                waits_for = coroutine.throw(problem)
            else:
                waits_for = coroutine.send(answer)
    except StopIteration:
        return


def _transport_of(send: Send) -> Any:
    """The connection behind uvicorn's `send`; ASGI itself has no way to drop a client that does not read."""
    return getattr(getattr(send, "__self__", None), "transport", None)
