"""All streams of this process: who watches, and who is told what."""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from uuid import UUID

from memnun.events.live import wire
from memnun.events.live.following import Follower
from memnun.events.live.page import Page, pages_of
from memnun.events.live.stream import Stream
from memnun.events.live.viewer import CheckViewers
from memnun.events.positions import FromTheFuture, Position
from memnun.events.reading import Batch

MOST_REPLAYED = 1000
"""Events that a returning screen is told one by one; after more it fetches everything anew."""

MOST_STREAMS = 16
"""Streams that one account may hold open in one process."""

HEARTBEAT = 20
"""Seconds between signs of life."""

CHECK_VIEWERS = 60
"""Seconds after which everybody's right to watch is looked up again; acts that change it work at once."""

LOOK_BY_ITSELF = 5
"""Seconds after which the log is read without a wake-up, should one be lost."""

BREATH = 100
"""Streams served before other work of the process gets its turn."""

CHECKED_AT_ONCE = 500

logger = logging.getLogger(__name__)


class Hub:
    """Takes streams in, brings them up to date and tells them what is new."""

    def __init__(self, check_viewers: CheckViewers, changes_access: Callable[[str], bool]) -> None:
        """`changes_access` says of a kind whether such an act may change who sees what."""
        self.follower = Follower(self)
        self._streams: defaultdict[UUID, set[Stream]] = defaultdict(set)
        self._accounts: Counter[UUID] = Counter()
        self._check_viewers = check_viewers
        self._changes_access = changes_access
        self._slots = itertools.count()
        self._pages = 0
        self._to_tell: asyncio.Queue[tuple[set[UUID], list[Page]]] = asyncio.Queue()
        self._told = 0
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to follow the log. The database may be away; it is tried until it answers."""
        works = (self.follower.run(), self._tell_on(), self._tick())
        self._tasks = [asyncio.create_task(work) for work in works]

    async def stop(self) -> None:
        """End all streams and follow no more."""
        for stream in self.all_streams():
            stream.end(b"")
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.follower.close()

    def all_streams(self) -> list[Stream]:
        """Every stream there is."""
        return [stream for streams in self._streams.values() for stream in streams]

    def admit(self, stream: Stream) -> bool:
        """Take a stream in, unless its account holds too many; it hears nothing before it has joined."""
        account = stream.viewer.account_id
        if self._accounts[account] >= MOST_STREAMS:
            return False
        self._accounts[account] += 1
        stream.slot = next(self._slots) % HEARTBEAT
        self._streams[stream.viewer.brand_id].add(stream)
        return True

    def leave(self, stream: Stream) -> None:
        """Forget a stream that was admitted."""
        stream.ended = True
        account, brand = stream.viewer.account_id, stream.viewer.brand_id
        self._accounts[account] -= 1
        if not self._accounts[account]:
            del self._accounts[account]
        self._streams[brand].discard(stream)
        if not self._streams[brand]:
            del self._streams[brand]

    async def join(self, stream: Stream, asked: str) -> None:
        """Tell the stream what it missed behind the position it asks for, and then what happens.

        Without a position it begins now; with one that is not known here it is told to fetch anew. Raises
        psycopg.Error when the database goes away meanwhile.
        """
        here = await self.follower.placed()
        position = self.follower.understood(asked) if asked else None
        if position is not None and await self._replay(stream, position):
            return
        here = self.follower.position or here
        stream.held, stream.first_page = None, self._pages
        stream.push(wire.message(wire.hello(self.follower.text(here), reset=bool(asked))))

    async def _replay(self, stream: Stream, position: Position) -> bool:
        """Bring a returning stream up to date; False when it has to fetch anew."""
        viewer = stream.viewer
        texts = [wire.hello(self.follower.text(position), reset=False)]
        replayed, complete = 0, False
        while not complete:
            try:
                batch = await self.follower.read(position, viewer.brand_id)
            except FromTheFuture:
                return False
            events = [
                event for event in batch.events if wire.is_live(event) and viewer.may_see(event.team_id)
            ]
            if events:
                whole, prefix = batch.position.batch is None, self.follower.text_prefix
                texts.append(wire.events(events, position.seen, batch.now, whole=whole, prefix=prefix))
            position, complete = batch.position, batch.complete
            replayed += batch.read
            if replayed > MOST_REPLAYED:
                return False
        stream.push(wire.message(b"".join(texts)))
        stream.joined, held, stream.held = batch.now, stream.held or (), None
        for page in held:
            self._tell(stream, page)
        return True

    def watches(self, brand_id: UUID | None) -> bool:
        """Whether anybody watches this brand, or with None any brand."""
        return brand_id in self._streams if brand_id else bool(self._streams)

    def tell(self, batch: Batch, before: Position) -> None:
        """Take the next batch; it is told in its turn."""
        self._pages += 1
        changed = {event.brand_id for event in batch.events if self._changes_access(event.kind)}
        pages = pages_of(batch, before, self._pages, self.follower.text_prefix, self.watches)
        self._to_tell.put_nowait((changed, pages))

    def pass_on(self, payload: str) -> None:
        """Tell what nobody needs to know later."""
        note = json.loads(payload)
        team_id = UUID(note["team"]) if note["team"] else None
        piece = wire.message(wire.words(note["word"]))
        for stream in tuple(self._streams.get(UUID(note["brand"]), ())):
            if stream.viewer.may_see(team_id):
                stream.push(piece)

    def begin_anew(self) -> None:
        """The log is another one: everybody comes back and fetches anew."""
        for stream in self.all_streams():
            stream.end(wire.words({"kind": wire.RESET}))

    async def _tell_on(self) -> None:
        """Tell page after page, undisturbed by what happens to the connections."""
        while True:
            changed, pages = await self._to_tell.get()
            for brand_id in changed:
                await self._check(list(self._streams.get(brand_id, ())))
            for page in pages:
                streams = tuple(self._streams.get(page.brand_id, ()))
                for served, stream in enumerate(streams, 1):
                    self._tell(stream, page)
                    if served % BREATH == 0:
                        await asyncio.sleep(0)
            self._told += 1

    def _tell(self, stream: Stream, page: Page) -> None:
        if stream.held is not None:
            stream.held.append(page)
            return
        if page.number <= stream.first_page:
            return
        piece = page.for_viewer(stream.viewer, stream.joined)
        if stream.joined is not None and page.whole and page.now.includes(stream.joined):
            stream.joined = None
        if piece is not None:
            stream.push(piece)

    async def _tick(self) -> None:
        """Every second: signs of life, stuck clients, and now and then everybody's right to watch."""
        for second in itertools.count(1):
            await asyncio.sleep(1)
            self._show_life(second % HEARTBEAT)
            if second % LOOK_BY_ITSELF == 0:
                self.follower.wake()
            if second % CHECK_VIEWERS == 0:
                await self._check(self.all_streams())

    def _show_life(self, slot: int) -> None:
        """A sign of life, with the position for those who have been told everything up to it."""
        now, here = time.monotonic(), self.follower.position
        without = wire.message(wire.still_here(None))
        settled = here is not None and self._told == self._pages
        with_position = (
            wire.message(wire.still_here(self.follower.text(here))) if here and settled else without
        )
        for stream in self.all_streams():
            if stream.is_stuck(now):
                stream.cut()
            elif stream.slot == slot:
                stream.push(without if stream.joined or stream.held is not None else with_position)

    async def _check(self, streams: Sequence[Stream]) -> None:
        """End the streams of those who may not watch any more; note what the others may see by now.

        When that cannot be found out, the streams end too: their clients come back and sign in again.
        """
        for start in range(0, len(streams), CHECKED_AT_ONCE):
            some = streams[start : start + CHECKED_AT_ONCE]
            try:
                viewers = await self.follower.in_thread(
                    self._check_viewers, [stream.viewer for stream in some]
                )
            except Exception:
                logger.exception("The viewers of the event stream could not be checked; they come back")
                for stream in some:
                    stream.end(b"")
                continue
            for stream, viewer in zip(some, viewers, strict=True):
                if viewer is None:
                    stream.end(wire.words({"kind": wire.ENDED}))
                else:
                    stream.viewer = viewer
