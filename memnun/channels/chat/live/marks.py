"""Read and delivery marks of widgets, gathered and noted in a thread: the outbox is told of each."""

from __future__ import annotations

import asyncio
import logging
from uuid import UUID

from memnun.channels.chat.actions.marking import mark
from memnun.channels.chat.live.threads import Threads

EVERY = 0.3

logger = logging.getLogger(__name__)


class Marks:
    """What widgets said about how far messages came."""

    def __init__(self, threads: Threads) -> None:
        self._threads = threads
        self._waiting: dict[UUID, tuple[int, int]] = {}
        self._task: asyncio.Task[None] | None = None

    def note(self, visitor_id: UUID, delivered: int, read: int) -> None:
        """Keep the furthest; it is written down within a moment."""
        before = self._waiting.get(visitor_id, (0, 0))
        self._waiting[visitor_id] = (max(before[0], delivered), max(before[1], read))
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._write_on())

    async def stop(self) -> None:
        """Write what is left."""
        if self._task:
            await asyncio.wait([self._task], timeout=3)

    async def _write_on(self) -> None:
        try:
            while self._waiting:
                await asyncio.sleep(EVERY)
                some, self._waiting = self._waiting, {}
                await self._threads.run(_mark_all, some)
        except Exception:
            logger.exception(
                "Marks of widgets could not be noted; the widgets tell them again when they are opened"
            )
        finally:
            self._task = None


def _mark_all(some: dict[UUID, tuple[int, int]]) -> None:
    for visitor_id, (delivered, read) in sorted(some.items()):
        mark(visitor_id, delivered=delivered, read=read)
