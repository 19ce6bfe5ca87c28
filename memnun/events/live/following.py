"""Follows the log on two connections: one that listens, and one that reads when it is woken."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from hashlib import blake2b
from typing import Any, Protocol, TypeVar
from uuid import UUID

import psycopg
from django.db import Error, connections

from memnun.events.actions import TRANSIENT, settle_after_restore
from memnun.events.listening import EVENTS, connection_parameters
from memnun.events.positions import FromTheFuture, Malformed, Position
from memnun.events.reading import Batch, here_async, read_new_async

PAGE = 500
FIRST_REST = 0.2
LONGEST_REST = 5.0

Answer = TypeVar("Answer")
logger = logging.getLogger(__name__)


class Follows(Protocol):
    """Whoever is told what is new."""

    def watches(self, brand_id: UUID | None) -> bool:
        """Whether anybody watches this brand, or with None any brand."""

    def tell(self, batch: Batch, before: Position) -> None:
        """Take the next batch; it must not wait."""

    def pass_on(self, payload: str) -> None:
        """Take what was said on the transient channel."""

    def begin_anew(self) -> None:
        """The log is another one than before, or an earlier state of it."""


class Follower:
    """Where this process stands in the log. `position` is None while nobody watches."""

    def __init__(self, listener: Follows) -> None:
        self.position: Position | None = None
        self.text_prefix = ""
        self._listener = listener
        self._reading: psycopg.AsyncConnection[Any] | None = None
        self._query = asyncio.Lock()
        self._woken = asyncio.Event()
        self._placed = asyncio.Event()
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="live")

    def wake(self) -> None:
        """Look whether there is something new."""
        self._woken.set()

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def text(self, position: Position) -> str:
        """The position as clients know it: with the name of this log before it."""
        return f"{self.text_prefix}{position}"

    def understood(self, asked: str) -> Position | None:
        """The position a client asks for; None when it is not one of this log."""
        prefix, dash, text = asked.rpartition("-")
        if dash and f"{prefix}-" != self.text_prefix:
            return None
        try:
            return Position.parse(text)
        except Malformed:
            return None

    async def placed(self) -> Position:
        """The position, as soon as there is one."""
        while self.position is None:
            self._woken.set()
            await self._placed.wait()
        return self.position

    async def read(self, position: Position, brand_id: UUID | None = None) -> Batch:
        """The next page behind a position. Raises FromTheFuture, psycopg.Error when the database is away."""
        async with self._query:
            if self._reading is None:
                raise psycopg.OperationalError("the connection is being made")
            return await read_new_async(self._reading, position, brand_id=brand_id, limit=PAGE)

    async def in_thread(self, act: Callable[..., Answer], *arguments: Any) -> Answer:
        """Run something that asks Django's database, away from the event loop."""

        def run() -> Answer:
            try:
                return act(*arguments)
            finally:
                connections.close_all()

        return await asyncio.get_running_loop().run_in_executor(self._threads, run)

    async def run(self) -> None:
        """Follow for ever; a database that goes away is waited for, and what happened meanwhile is read."""
        rest = FIRST_REST
        while True:
            try:
                async with self._connected() as listening:
                    rest = FIRST_REST
                    await _until_one_fails(self._hear(listening), self._read_on())
            except (psycopg.Error, Error, OSError) as problem:
                logger.warning("The event stream lost the database and comes back: %s", problem)
            except Exception:
                logger.exception("The event stream stumbled and goes on")
            await asyncio.sleep(rest)
            rest = min(rest * 2, LONGEST_REST)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
        """The listening connection; beside it the one for queries, and a log that is fit to be read."""
        parameters = connection_parameters()
        async with (
            await psycopg.AsyncConnection.connect(**parameters) as listening,
            await psycopg.AsyncConnection.connect(**parameters) as reading,
        ):
            await listening.execute(f"LISTEN {EVENTS}".encode())
            await listening.execute(f"LISTEN {TRANSIENT}".encode())
            await self.in_thread(settle_after_restore)
            prefix = await _name_of_log(reading)
            if self.text_prefix not in ("", prefix):
                self._begin_anew()
            self.text_prefix, self._reading = prefix, reading
            self._woken.set()
            try:
                yield listening
            finally:
                self._reading = None

    async def _hear(self, listening: psycopg.AsyncConnection[Any]) -> None:
        async for note in listening.notifies():
            if note.channel == TRANSIENT:
                self._listener.pass_on(note.payload)
            elif self._listener.watches(UUID(note.payload)):
                self._woken.set()
        raise psycopg.OperationalError("the listening connection has ended")

    async def _read_on(self) -> None:
        """One query for each wake-up; whatever wakes while it runs makes one more."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            if self._listener.watches(None):
                await self._catch_up()
            else:
                self._forget_place()

    async def _catch_up(self) -> None:
        if self.position is None:
            async with self._query:
                assert self._reading is not None
                self.position = await here_async(self._reading)
            self._placed.set()
        complete = False
        while not complete:
            before = self.position
            try:
                batch = await self.read(before)
            except FromTheFuture:
                self._begin_anew()
                return
            complete, self.position = batch.complete, batch.position
            self._listener.tell(batch, before)
            await asyncio.sleep(0)

    def _begin_anew(self) -> None:
        self._forget_place()
        self._listener.begin_anew()

    def _forget_place(self) -> None:
        self.position = None
        self._placed.clear()


async def _until_one_fails(*works: Coroutine[Any, Any, None]) -> None:
    """Run endless works side by side; the first failure ends the others and is raised."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _name_of_log(connection: psycopg.AsyncConnection[Any]) -> str:
    """A short name, "…-", that another server, a restore or a failover changes.

    Positions of different logs must not be compared: their transaction numbers have nothing in common.
    """
    database = "SELECT oid::text FROM pg_database WHERE datname = current_database()"
    server = "SELECT system_identifier::text || timeline_id FROM pg_control_system(), pg_control_checkpoint()"
    try:
        answer = await connection.execute(f"SELECT ({database}) || ' ' || ({server})".encode())
    except psycopg.errors.InsufficientPrivilege:
        answer = await connection.execute(database.encode())
    row = await answer.fetchone()
    assert row is not None
    return f"{blake2b(row[0].encode(), digest_size=3).hexdigest()}-"
