"""After its rows were restored into another server, the log is read on: nothing twice, nothing left out."""

from uuid import uuid4

import pytest
from django.db import connection

from memnun.config.migrating import migrate
from memnun.events.actions import settle_after_restore
from memnun.events.dispatcher import Reader, advance
from memnun.events.models import Cursor, Event, Setback
from memnun.events.positions import Position, Snapshot
from memnun.events.reading import LoggedEvent
from memnun.events.testing import write
from memnun.events.tests.conftest import Connect

BRAND = uuid4()
AHEAD = 5_000_000_000
"""A transaction number that the tests' server never reaches."""


@pytest.fixture
def restored(connect: Connect) -> list[int]:
    """Five events of another server; the fast reader had read four of them, the slow one two."""
    writer = connect()
    numbers = [write(writer, BRAND, f"{number}") for number in range(5)]
    for place, number in enumerate(numbers):
        writer.execute("UPDATE events_event SET xid = %s::xid8 WHERE id = %s", (str(AHEAD + place), number))
    Cursor.objects.create(name="fast", position=str(Position(Snapshot(AHEAD + 4))))
    slow = Position(Snapshot(AHEAD), Snapshot(AHEAD + 5, frozenset({AHEAD + 1})), numbers[2])
    Cursor.objects.create(name="slow", position=str(slow))
    return numbers


def read_by(name: str) -> list[int]:
    """The events a reader gets until there are no more."""
    got: list[int] = []

    def note(events: list[LoggedEvent]) -> None:
        got.extend(event.id for event in events)

    while advance(Reader(name, note, None, 2)):
        pass
    return got


def test_readers_go_on_where_they_stopped(restored: list[int], connect: Connect) -> None:
    assert settle_after_restore()
    new = write(connect(), BRAND, "new")
    assert sorted(read_by("fast")) == [restored[4], new]
    assert sorted(read_by("slow")) == [restored[1], restored[3], restored[4], new]
    assert sorted(read_by("new")) == [*restored, new]
    assert not Setback.objects.exists()


def test_bringing_the_tables_up_to_date_mends_a_restored_log(restored: list[int]) -> None:
    assert migrate([]) == 0
    assert not settle_after_restore()


def test_settling_once_is_enough(restored: list[int]) -> None:
    assert settle_after_restore()
    assert not settle_after_restore()


def test_a_log_at_home_is_left_alone(connect: Connect) -> None:
    write(connect(), BRAND, "x")
    read_by("reader")
    before = list(Event.objects.values_list("id", "xid"))
    with connection.cursor() as cursor:
        assert not settle_after_restore()
        cursor.execute("SELECT count(*) FROM events_setback")
        assert cursor.fetchone() == (0,)
    assert list(Event.objects.values_list("id", "xid")) == before


def test_a_reader_ahead_of_the_server_is_noticed_even_when_no_event_is(connect: Connect) -> None:
    number = write(connect(), BRAND, "old")
    Cursor.objects.create(name="reader", position=str(Position(Snapshot(AHEAD))))
    assert settle_after_restore()
    new = write(connect(), BRAND, "new")
    assert read_by("reader") == [new]
    assert number < new
