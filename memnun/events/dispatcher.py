"""Named readers of the log that do something about each event exactly once, whoever wrote it.

    @reader("search", kinds=[INTERACTION_RECEIVED], batch=500)
    def note_for_search(events: Sequence[LoggedEvent]) -> None: ...

A room keeps its readers in its `readers.py`. What a reader writes commits together with its new position:
after a crash it goes on where it stopped, and nothing is done twice. Mail, HTTP and other things that
cannot be rolled back belong into a job that the reader defers.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import connection, transaction

from memnun.events.actions import settle_after_restore
from memnun.events.kinds import Kind
from memnun.events.listening import EVENTS, Listener
from memnun.events.models import Cursor, Setback
from memnun.events.positions import BEGINNING, Position
from memnun.events.reading import LoggedEvent, read_by_id, read_new
from memnun.foundation import clock

WAITS = [
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
]
"""How long a failed event rests before each new attempt; after the last it is given up and shown."""

LONGEST_PROBLEM = 4000
GATHER = 0.2
"""Seconds a reader rests when it has read everything: what follows in quick succession is given to it together."""

CHECK_EVERY = 5.0
"""Seconds after which a reader looks by itself: for setbacks that are due, and should a wake-up be lost."""

logger = logging.getLogger(__name__)

Handle = Callable[[Sequence[LoggedEvent]], None]


@dataclass(frozen=True)
class Reader:
    """A named reader. `kinds` are the names of the events it wants, None all."""

    name: str
    handle: Handle
    kinds: frozenset[str] | None
    batch: int


REGISTRY: dict[str, Reader] = {}


def reader(name: str, *, kinds: Iterable[Kind] | None = None, batch: int = 200) -> Callable[[Handle], Handle]:
    """Register the decorated function under a name that must never change: its position is kept by it.

    A new reader begins at the beginning of the log. The function gets at most `batch` events at once, in
    the order they were written, inside a transaction. When it raises, the batch is given to it one by one.
    """

    def register(handle: Handle) -> Handle:
        if name in REGISTRY:
            raise ValueError(f"The reader {name} is named twice.")
        wanted = None if kinds is None else frozenset(kind.name for kind in kinds)
        REGISTRY[name] = Reader(name, handle, wanted, batch)
        return handle

    return register


def discover() -> list[Reader]:
    """Import the `readers` module of every installed room and give all readers."""
    for config in apps.get_app_configs():
        if config.name.startswith("memnun.") and find_spec(f"{config.name}.readers"):
            import_module(f"{config.name}.readers")
    return list(REGISTRY.values())


def advance(reader: Reader) -> bool:
    """Give a reader its next batch and what is due again; says whether there may be more at once.

    Another process may be at work for the same reader; then nothing is done here. Raises what the
    database raises when it is away.
    """
    with transaction.atomic():
        if not _may_work(reader):
            return False
        retried = _retry(reader)
        cursor = Cursor.objects.filter(name=reader.name).first()
        position = Position.parse(cursor.position) if cursor else Position(BEGINNING)
        with connection.cursor() as database:
            batch = read_new(database, position, kinds=reader.kinds, limit=reader.batch)
        if batch.events:
            _give(reader, batch.events)
        # An idle reader keeps its place, lest every commit of others makes it write.
        if batch.read or position.batch or cursor is None:
            Cursor.objects.update_or_create(
                name=reader.name, defaults={"position": str(batch.position), "at": clock.now()}
            )
    return retried or not batch.complete


def lock_number(reader: Reader) -> int:
    """The number of the advisory lock that whoever works for the reader holds."""
    digest = blake2b(reader.name.encode(), digest_size=8, person=b"memnun.reader")
    return int.from_bytes(digest.digest(), signed=True)


def _may_work(reader: Reader) -> bool:
    """Take the reader for this transaction.

    An advisory lock, not a row lock: that one would give this transaction a number before it reads.
    """
    with connection.cursor() as database:
        database.execute("SELECT pg_try_advisory_xact_lock(%s)", [lock_number(reader)])
        (taken,) = database.fetchone()
    return bool(taken)


def _give(reader: Reader, events: Sequence[LoggedEvent]) -> None:
    try:
        with transaction.atomic():
            reader.handle(events)
    except Exception:
        if not connection.is_usable():
            raise
        logger.warning(
            "The reader %s failed with %s events; they are tried one by one.",
            reader.name,
            len(events),
            exc_info=True,
        )
        for event in events:
            _give_one(reader, event)


def _give_one(reader: Reader, event: LoggedEvent) -> None:
    if problem := _problem_with(reader, event):
        Setback.objects.create(
            reader=reader.name,
            event_id=event.id,
            attempts=1,
            problem=problem,
            next_at=clock.now() + WAITS[0],
        )


def _retry(reader: Reader) -> bool:
    """Try again what is due; says whether there was anything."""
    due = list(Setback.objects.filter(reader=reader.name).due(clock.now())[: reader.batch])
    if not due:
        return False
    with connection.cursor() as database:
        events = read_by_id(database, [setback.event_id for setback in due])
    for setback in due:
        event = events[setback.event_id]
        unwanted = reader.kinds is not None and event.kind not in reader.kinds
        problem = "" if unwanted else _problem_with(reader, event)
        if problem:
            _put_off(setback, problem)
        else:
            setback.delete()
    return True


def _problem_with(reader: Reader, event: LoggedEvent) -> str:
    """What went wrong with one event; empty when nothing did."""
    try:
        with transaction.atomic():
            reader.handle([event])
    except Exception:
        if not connection.is_usable():
            raise
        logger.exception("The reader %s failed with event %s", reader.name, event.id)
        return traceback.format_exc()[-LONGEST_PROBLEM:]
    return ""


def _put_off(setback: Setback, problem: str) -> None:
    setback.attempts += 1
    setback.problem = problem
    if setback.attempts > len(WAITS):
        setback.given_up_at = clock.now()
    else:
        setback.next_at = clock.now() + WAITS[setback.attempts - 1]
    setback.save(update_fields=["attempts", "problem", "next_at", "given_up_at"])


class Dispatcher:
    """The worker's loop that keeps all readers going."""

    name = "events"

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set. Raises psycopg.Error when the database goes away; then run it again."""
        settle_after_restore()
        readers = discover()
        with Listener(EVENTS) as listener:
            while not stop.is_set():
                if not self._advance_all(readers, stop):
                    stop.wait(GATHER)
                    listener.wait(stop, CHECK_EVERY)

    def _advance_all(self, readers: Sequence[Reader], stop: threading.Event) -> bool:
        """One batch for each reader in turn; says whether one of them may have more to do."""
        return sum(advance(each) for each in readers if not stop.is_set()) > 0


loop = Dispatcher()
