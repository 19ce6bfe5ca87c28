"""One look at the log for all readers together: who has something to do, and what.

Most readers want none of what a commit brought. Each looking by itself costs a transaction a reader; here
they share one, in which those that want nothing move on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from memnun.events.positions import Position
from memnun.events.reading import Batch, LoggedEvent, read_new
from memnun.events.registry import Reader
from memnun.foundation import clock

LOOKED_AT = 500
"""Events that one look takes in; who is further behind reads by itself."""

TAKE = """
SELECT name FROM unnest(%s::text[], %s::bigint[]) AS reader (name, number) WHERE pg_try_advisory_xact_lock(number)
"""
PLACES = "SELECT name, position FROM events_cursor WHERE name = ANY(%s)"
DUE = "SELECT DISTINCT reader FROM events_setback WHERE given_up_at IS NULL AND next_at <= %s"
MOVE_ON = "UPDATE events_cursor SET position = %s, at = %s WHERE name = ANY(%s)"


@dataclass(frozen=True, slots=True)
class Task:
    """What one reader is to be given; it goes on from `begin` to `end` with it."""

    reader: Reader
    events: list[LoggedEvent]
    begin: str
    end: str


@dataclass(slots=True)
class Survey:
    """`tasks` can be given as they are; `behind` are the readers that have to read by themselves."""

    tasks: list[Task] = field(default_factory=list)
    behind: list[Reader] = field(default_factory=list)


def survey(readers: Sequence[Reader]) -> Survey:
    """Look once for all; readers that others work for are left out.

    The locks come before the places are read: who had a lock before has committed its place by then.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        taken = _taken(cursor, readers)
        places = _places(cursor, taken)
        cursor.execute(DUE, [clock.now()])
        due = {name for (name,) in cursor.fetchall()}
        near = [
            each
            for each in taken
            if each.name in places and not places[each.name].batch and each.name not in due
        ]
        found = Survey(behind=[each for each in taken if each not in near])
        if near:
            _share(cursor, found, near, places)
    return found


def _share(cursor: Any, found: Survey, readers: Sequence[Reader], places: Mapping[str, Position]) -> None:
    """Read once, from where the last of them stands, and give each its part."""
    last = min(
        (places[each.name] for each in readers),
        key=lambda place: (place.seen.end, -len(place.seen.running)),
    )
    batch = read_new(cursor, last, limit=LOOKED_AT)
    if not batch.complete:
        found.behind += readers
        return
    idle = []
    for each in readers:
        task = _task(each, places[each.name], batch)
        if not task.events:
            idle.append(each.name)
        elif len(task.events) > each.batch:
            found.behind.append(each)
        else:
            found.tasks.append(task)
    # An idle reader keeps its place, lest every commit of others makes it write.
    if idle and batch.read:
        cursor.execute(MOVE_ON, [str(batch.position), clock.now(), idle])


def _task(reader: Reader, place: Position, batch: Batch) -> Task:
    wanted = [each for each in batch.events if reader.wants(each) and not place.seen.sees(each.xid)]
    return Task(reader, wanted, str(place), str(batch.position))


def _taken(cursor: Any, readers: Sequence[Reader]) -> list[Reader]:
    cursor.execute(TAKE, [[each.name for each in readers], [each.lock_number for each in readers]])
    names = {name for (name,) in cursor.fetchall()}
    return [each for each in readers if each.name in names]


def _places(cursor: Any, readers: Sequence[Reader]) -> dict[str, Position]:
    cursor.execute(PLACES, [[each.name for each in readers]])
    return {name: Position.parse(text) for name, text in cursor.fetchall()}
