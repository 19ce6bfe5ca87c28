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
from collections.abc import Sequence
from datetime import timedelta

from django.db import connection, transaction

from memnun.events.actions import settle_after_restore
from memnun.events.listening import EVENTS, Listener
from memnun.events.models import Cursor, Setback
from memnun.events.positions import BEGINNING, Position
from memnun.events.reading import LoggedEvent, read_by_id, read_new
from memnun.events.registry import REGISTRY, Reader, discover, reader
from memnun.events.surveying import MOVE_ON, Task, survey
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

PLACE = "SELECT position FROM events_cursor WHERE name = %s"

__all__ = ["REGISTRY", "Reader", "advance", "discover", "hand_over", "loop", "reader"]

logger = logging.getLogger(__name__)


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


def _may_work(reader: Reader) -> bool:
    """Take the reader for this transaction.

    An advisory lock, not a row lock: that one would give this transaction a number before it reads.
    """
    with connection.cursor() as database:
        database.execute("SELECT pg_try_advisory_xact_lock(%s)", [reader.lock_number])
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
        problem = _problem_with(reader, event) if reader.wants(event) else ""
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


def hand_over(task: Task) -> None:
    """Give a reader what a survey found for it, unless somebody else has moved it since.

    Raises what the database raises when it is away.
    """
    with transaction.atomic(), connection.cursor() as database:
        if not _may_work(task.reader):
            return
        database.execute(PLACE, [task.reader.name])
        if database.fetchone() != (task.begin,):
            return
        _give(task.reader, task.events)
        database.execute(MOVE_ON, [task.end, clock.now(), [task.reader.name]])


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
        """One batch for each reader that has something to do; says whether one of them may have more."""
        found = survey(readers)
        for task in found.tasks:
            if not stop.is_set():
                hand_over(task)
        return sum(advance(each) for each in found.behind if not stop.is_set()) > 0


loop = Dispatcher()
