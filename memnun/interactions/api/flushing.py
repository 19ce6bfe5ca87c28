"""All writes that wait share one COPY and one commit.

While one flusher waits for its commit, requests gather for the next. COPY is tried first, because records
sent twice are rare; when it meets one, the same rows are written carefully, row by row within a statement.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg.errors import DataError, DeadlockDetected, IntegrityError, SerializationFailure

from memnun.events.statements import insertion_of
from memnun.foundation import clock
from memnun.foundation.ids import uuid7s
from memnun.interactions.api.careful import acts_of, content_differs, write_carefully
from memnun.interactions.api.connections import connect, has_ended
from memnun.interactions.api.copying import copy_and_run
from memnun.interactions.api.rows import COPY, Row, copy_of

FLUSHERS = 2
ROWS_A_FLUSH = 2_000
BYTES_A_FLUSH = 16 * 1024 * 1024
MOST_ROWS = 20_000
MOST_BYTES = 64 * 1024 * 1024
LONGEST_FLUSH = 30.0
LONGEST_FAREWELL = 4.0
PAUSE_BETWEEN_TRIES = 0.5
CAREFUL_FLUSHES = 16
"""After meeting a known record, COPY is not tried for this many flushes: known records come in swarms."""

logger = logging.getLogger(__name__)


class Unavailable(Exception):
    """The ledger cannot be written now; nothing was acknowledged."""


class Parcel:
    """Rows of one request, and the answer it waits for. `again` marks those whose first writing broke off."""

    __slots__ = ("again", "rows", "size", "written")

    def __init__(self, rows: Sequence[Row], written: asyncio.Future[None]) -> None:
        self.rows = rows
        self.size = rows[0].size if len(rows) == 1 else sum([row.size for row in rows])
        self.written = written
        self.again = False


class Flushing:
    """The queue of waiting rows and the flushers that empty it."""

    def __init__(self, flushers: int = FLUSHERS) -> None:
        self._flushers = flushers
        self._parcels: deque[Parcel] = deque()
        self._rows = 0
        self._bytes = 0
        self._wake = asyncio.Event()
        self._closing = False
        self._connected = 0
        self._tried = False
        self._careful = 0
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to write; the database may be still away."""
        self._loop = asyncio.get_running_loop()
        self._tasks = [asyncio.create_task(self._run()) for _ in range(self._flushers)]

    async def stop(self) -> None:
        """Write what waits, then end; what cannot be written in four seconds is answered as not written."""
        self._closing = True
        self._wake.set()
        await asyncio.wait(self._tasks, timeout=LONGEST_FAREWELL)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._refuse_waiting()

    def write(self, rows: Sequence[Row]) -> asyncio.Future[None]:
        """Done when every row is durably written, found to be known, or marked with its failure.

        Raises Unavailable at once when the queue is full or the database is away; so may the future.
        """
        if self._closing or (self._tried and not self._connected):
            raise Unavailable
        parcel = Parcel(rows, self._loop.create_future())
        if self._parcels and (self._rows + len(rows) > MOST_ROWS or self._bytes + parcel.size > MOST_BYTES):
            raise Unavailable
        self._parcels.append(parcel)
        self._rows += len(rows)
        self._bytes += parcel.size
        self._wake.set()
        return parcel.written

    async def _run(self) -> None:
        """Live as one flusher: connect, write, and connect anew when the database went away."""
        while not (self._closing and not self._parcels):
            try:
                connection = await connect()
            except (psycopg.Error, OSError) as problem:
                logger.warning("The ledger waits for its database: %s", type(problem).__name__)
                self._tried = True
                if not self._connected:
                    self._refuse_waiting()
                await asyncio.sleep(PAUSE_BETWEEN_TRIES)
                continue
            self._connected += 1
            try:
                await self._flush_all(connection)
            finally:
                self._connected -= 1
                self._tried = True
                await connection.close()

    async def _flush_all(self, connection: psycopg.AsyncConnection[Any]) -> None:
        """Write what comes until this flusher ends or its connection does."""
        while not has_ended(connection):
            if not self._parcels:
                if self._closing:
                    return
                self._wake.clear()
                await self._wake.wait()
                await asyncio.sleep(0)
                continue
            parcels = self._take()
            try:
                async with asyncio.timeout(LONGEST_FLUSH):
                    await self._write([row for parcel in parcels for row in parcel.rows], connection)
            except (psycopg.Error, TimeoutError, OSError) as problem:
                logger.error("The ledger could not be written: %s", _cause(problem))
                if isinstance(problem, psycopg.Error) and not connection.closed:
                    _settle(parcels, Unavailable())
                    continue
                self._put_back(parcels)
                return
            except BaseException:
                _settle(parcels, Unavailable())
                raise
            else:
                _settle(parcels, None)

    def _take(self) -> list[Parcel]:
        taken = [self._parcels.popleft()]
        rows, size = len(taken[0].rows), taken[0].size
        while self._parcels and rows < ROWS_A_FLUSH and size < BYTES_A_FLUSH:
            parcel = self._parcels.popleft()
            taken.append(parcel)
            rows += len(parcel.rows)
            size += parcel.size
        self._rows -= rows
        self._bytes -= size
        return taken

    def _put_back(self, parcels: Sequence[Parcel]) -> None:
        """Try once more those whose connection was lost: written or not, their external ids tell."""
        for parcel in reversed(parcels):
            if parcel.again:
                _settle([parcel], Unavailable())
            else:
                parcel.again = True
                self._parcels.appendleft(parcel)
                self._rows += len(parcel.rows)
                self._bytes += parcel.size

    async def _write(self, rows: Sequence[Row], connection: psycopg.AsyncConnection[Any]) -> None:
        """Write rows; of several with one external id the first is written and the others are told its id."""
        firsts: dict[tuple[bytes, str], Row] = {}
        for row in rows:
            firsts.setdefault((row.stamp.account, row.external_id), row)
        fresh: Sequence[Row] = list(firsts.values()) if len(firsts) < len(rows) else rows
        for row, id_ in zip(fresh, uuid7s(len(fresh)), strict=True):
            row.id = id_
        await self._write_fresh(fresh, connection)
        if fresh is not rows:
            _tell_twins(rows, firsts)

    async def _write_fresh(self, rows: Sequence[Row], connection: psycopg.AsyncConnection[Any]) -> None:
        at = clock.now()
        if self._careful:
            self._careful -= 1
        else:
            try:
                await copy_and_run(connection, COPY, copy_of(rows, at), insertion_of(acts_of(rows)))
                return
            except (IntegrityError, DataError, DeadlockDetected, SerializationFailure, UnicodeEncodeError):
                self._careful = CAREFUL_FLUSHES
        await write_carefully(connection, rows, at)

    def _refuse_waiting(self) -> None:
        parcels = list(self._parcels)
        self._parcels.clear()
        self._rows = self._bytes = 0
        _settle(parcels, Unavailable())


def _tell_twins(rows: Sequence[Row], firsts: dict[tuple[bytes, str], Row]) -> None:
    for row in rows:
        first = firsts[row.stamp.account, row.external_id]
        if row is not first:
            row.id, row.failure, row.known = first.id, first.failure, True
            row.differs = content_differs(row.body, first.body)


def _settle(parcels: Sequence[Parcel], problem: Exception | None) -> None:
    for parcel in parcels:
        if parcel.written.done():
            continue
        if problem is None:
            parcel.written.set_result(None)
        else:
            parcel.written.set_exception(problem)


def _cause(problem: BaseException) -> str:
    """What happened without the rows, which hold personal data."""
    state = getattr(problem, "sqlstate", None)
    return f"{type(problem).__name__} {state or ''}".rstrip()
