"""All widgets connected to this process: who is here, and who is told what."""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg

from memnun.channels.chat.live.presence import Presence
from memnun.channels.chat.live.queueing import Queueing
from memnun.channels.chat.live.statements import LINES, SEEN, STAY
from memnun.channels.chat.live.streams import STILL_HERE, WidgetStream, lines_piece, shown, word_piece
from memnun.channels.chat.live.telling import CHANNEL, lines_notes
from memnun.events.live.wire import message
from memnun.foundation import clock
from memnun.interactions.api.connections import connect

MOST_REPLAYED = 300
"""Lines of one visitor that a widget is told when it comes back; older ones stay in the ledger."""

MOST_OF_A_VISITOR = 5
AT_ONCE = 300
HEARTBEAT = 20
QUEUE_EVERY = 5
STAYS_FOR = timedelta(hours=24)
"""How long a session that was not to be remembered lives after its widget was last connected."""

FIRST_REST, LONGEST_REST = 0.2, 5.0

logger = logging.getLogger(__name__)


class Hub:
    """Takes streams in, gives them what they missed and then what happens."""

    def __init__(self) -> None:
        self._streams: defaultdict[UUID, set[WidgetStream]] = defaultdict(set)
        self._dirty: set[UUID] = set()
        self._woken = asyncio.Event()
        self._slots = itertools.count()
        self._notes: list[str] = []
        self.presence = Presence()
        self._queueing = Queueing()
        self._reading: psycopg.AsyncConnection[Any] | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to listen. The database may be away; it is tried until it answers."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """End all streams at once."""
        for stream in self.all_streams():
            stream.end(b"")
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def all_streams(self) -> list[WidgetStream]:
        """Every stream there is."""
        return [stream for streams in self._streams.values() for stream in streams]

    def admit(self, stream: WidgetStream) -> bool:
        """Take a stream in, unless its visitor holds too many; what it missed follows at once."""
        visitor = stream.session.visitor_id
        if len(self._streams.get(visitor, ())) >= MOST_OF_A_VISITOR:
            return False
        stream.slot = next(self._slots) % HEARTBEAT
        self._streams[visitor].add(stream)
        self.presence.came(visitor)
        return True

    def leave(self, stream: WidgetStream) -> None:
        """Forget a stream; its visitor counts as away a little later, as from page to page they are gone for a blink."""
        stream.ended = True
        visitor = stream.session.visitor_id
        self._streams[visitor].discard(stream)
        if not self._streams[visitor]:
            del self._streams[visitor]
            self.presence.left(visitor)

    def lines_added(self, visitors: Iterable[UUID]) -> None:
        """Lines were written here: widgets of other processes are told too."""
        visitors = list(visitors)
        self._notes.extend(lines_notes(visitors))
        self.look_at(visitors)

    def look_at(self, visitors: Iterable[UUID]) -> None:
        """See what is new for these visitors."""
        self._dirty.update(visitors)
        self._woken.set()

    def cut(self, digest: str) -> None:
        """End the streams of a session that ended."""
        for stream in self.all_streams():
            if stream.session.digest == digest:
                stream.end(b"")

    async def lines(self, visitor_id: UUID, after: int) -> list[dict[str, Any]]:
        """What a visitor has to be told behind a number. Raises psycopg.Error when the database is away."""
        rows = await self._ask(LINES, {"visitors": [visitor_id], "afters": [after], "most": MOST_REPLAYED})
        return [shown(row) for row in rows]

    async def _ask(self, statement: str, values: dict[str, Any]) -> list[Any]:
        if self._reading is None:
            raise psycopg.OperationalError("the connection is being made")
        cursor = await self._reading.execute(statement, values)
        return await cursor.fetchall()

    async def _run(self) -> None:
        rest = FIRST_REST
        while True:
            try:
                async with await connect() as listening, await connect() as reading:
                    await listening.execute(f"LISTEN {CHANNEL}".encode())
                    self._reading, rest = reading, FIRST_REST
                    self.look_at(list(self._streams))
                    await self._work(listening)
            except (psycopg.Error, OSError) as problem:
                logger.warning("Chat lost the database and comes back: %s", type(problem).__name__)
            except Exception:
                logger.exception("Chat stumbled and goes on")
            finally:
                self._reading = None
            await asyncio.sleep(rest)
            rest = min(rest * 2, LONGEST_REST)

    async def _work(self, listening: psycopg.AsyncConnection[Any]) -> None:
        tasks = [asyncio.create_task(work) for work in (self._hear(listening), self._tell_on(), self._tick())]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _hear(self, listening: psycopg.AsyncConnection[Any]) -> None:
        async for note in listening.notifies():
            told = json.loads(note.payload)
            if "lines" in told:
                self.look_at(visitor for visitor in map(UUID, told["lines"]) if visitor in self._streams)
            else:
                self.say(UUID(told["visitor"]), told["word"])

    def say(self, visitor_id: UUID, word: dict[str, Any]) -> None:
        """Tell a visitor's widgets something that nobody needs to know later."""
        streams = self._streams.get(visitor_id)
        if streams:
            piece = message(word_piece(word))
            for stream in tuple(streams):
                stream.push(piece)

    async def _tell_on(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            visitors, self._dirty = [each for each in self._dirty if each in self._streams], set()
            for start in range(0, len(visitors), AT_ONCE):
                await self._tell(visitors[start : start + AT_ONCE])
            if self._notes:
                await self._send_notes()

    async def _send_notes(self) -> None:
        notes, self._notes = self._notes, []
        assert self._reading is not None
        await self._reading.execute(
            "SELECT pg_notify(%s, note) FROM unnest(%s::text[]) AS note", [CHANNEL, notes]
        )

    async def _tell(self, visitors: Sequence[UUID]) -> None:
        afters = [min((stream.last for stream in self._streams[each]), default=0) for each in visitors]
        rows = await self._ask(LINES, {"visitors": list(visitors), "afters": afters, "most": MOST_REPLAYED})
        for visitor, group in itertools.groupby(rows, key=lambda row: row[0]):
            lines = [shown(row) for row in group]
            for stream in tuple(self._streams.get(visitor, ())):
                new = [line for line in lines if line["n"] > stream.last]
                if new:
                    stream.last = new[-1]["n"]
                    stream.push(message(lines_piece(new, stream.last)))
        await self._tell_seen([each for each in visitors if self._lacks_seen(each)])

    def _lacks_seen(self, visitor: UUID) -> bool:
        return any(stream.seen < 0 for stream in self._streams.get(visitor, ()))

    async def _tell_seen(self, visitors: Sequence[UUID]) -> None:
        """A widget that came back learns how far the brand has read."""
        if not visitors:
            return
        numbers = dict(await self._ask(SEEN, {"visitors": list(visitors)}))
        for visitor in visitors:
            for stream in tuple(self._streams.get(visitor, ())):
                stream.seen = numbers.get(visitor, 0)
                if stream.seen:
                    stream.push(message(word_piece({"seen": stream.seen})))

    async def _tick(self) -> None:
        """Several times a second who came, left and types; every few seconds signs of life and the line of those who wait."""
        for count in itertools.count(1):
            await asyncio.sleep(0.25)
            assert self._reading is not None
            await self.presence.flush(self._reading)
            if count % 4 == 0:
                second = count // 4
                self._show_life(second % HEARTBEAT)
                await self._every(second)

    async def _every(self, second: int) -> None:
        assert self._reading is not None
        if second % QUEUE_EVERY == 0:
            for visitor, word in await self._queueing.news(self._reading, self._streams):
                self.say(visitor, word)
        if second % HEARTBEAT == 0:
            visitors = list(self._streams)
            await self.presence.stay(self._reading, visitors)
            now = clock.now()
            values = {
                "visitors": visitors,
                "now": now,
                "expires": now + STAYS_FOR,
                "soon": now + STAYS_FOR / 2,
            }
            await self._reading.execute(STAY, values)

    def _show_life(self, slot: int) -> None:
        now = time.monotonic()
        piece = message(STILL_HERE)
        for stream in self.all_streams():
            if stream.is_stuck(now):
                stream.cut()
            elif stream.slot == slot:
                stream.push(piece)
