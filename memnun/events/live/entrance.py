"""Finds out who wants to watch: all who wait are looked up together, as after a restart all come at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from memnun.events.live.viewer import FindViewers, Viewer

AT_ONCE = 200

InThread = Callable[[FindViewers, Sequence[str]], Awaitable[list[Viewer | None]]]


class Entrance:
    """Where clients wait until their sign-in has been looked up."""

    def __init__(self, find_viewers: FindViewers, in_thread: InThread) -> None:
        self._find_viewers = find_viewers
        self._in_thread = in_thread
        self._waiting: list[tuple[str, asyncio.Future[Viewer | None]]] = []
        self._task: asyncio.Task[None] | None = None

    async def viewer(self, session: str) -> Viewer | None:
        """Who this session belongs to, None when it does not stand. Raises what the database raises."""
        found: asyncio.Future[Viewer | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((session, found))
        if self._task is None:
            self._task = asyncio.create_task(self._let_in())
        return await found

    async def _let_in(self) -> None:
        try:
            while self._waiting:
                some, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
                await self._answer(some)
        finally:
            self._task = None

    async def _answer(self, some: Sequence[tuple[str, asyncio.Future[Viewer | None]]]) -> None:
        try:
            viewers = await self._in_thread(self._find_viewers, [session for session, _ in some])
        except Exception as problem:
            for _, found in some:
                if not found.done():
                    found.set_exception(problem)
            return
        for (_, found), viewer in zip(some, viewers, strict=True):
            if not found.done():
                found.set_result(viewer)
