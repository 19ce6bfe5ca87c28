"""Every reader sees every committed event exactly once, however transactions interleave."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memnun.events import reading
from memnun.events.positions import BEGINNING, FromTheFuture, Position, Snapshot
from memnun.events.reading import Batch, LoggedEvent, read_new
from memnun.events.testing import QUIET, TRIED, write
from memnun.events.tests.conftest import Connect

WRITERS = 4
STEPS = st.one_of(
    st.tuples(st.just("write"), st.integers(0, WRITERS - 1)),
    st.tuples(st.just("write in a savepoint"), st.integers(0, WRITERS - 1)),
    st.tuples(st.just("commit"), st.integers(0, WRITERS - 1)),
    st.tuples(st.just("roll back"), st.integers(0, WRITERS - 1)),
    st.tuples(st.just("read"), st.integers(1, 4)),
    st.tuples(st.just("lose the connection in a batch"), st.integers(1, 3)),
)


class Screen:
    """A reader that keeps what it saw and can be cut off in the middle of a batch."""

    def __init__(self, cursor: Any, brand_id: UUID | None) -> None:
        self.cursor = cursor
        self.brand_id = brand_id
        self.position = Position.parse(reading.here())
        self.seen: list[LoggedEvent] = []

    def read(self, limit: int, keep: int | None = None) -> Batch:
        """Read a batch; with `keep`, the connection breaks after so many events."""
        batch = read_new(self.cursor, self.position, brand_id=self.brand_id, limit=limit)
        kept = batch.events if keep is None else batch.events[:keep]
        if len(kept) == len(batch.events):
            after = batch.position
        elif kept:
            after = Position(self.position.seen, batch.now, kept[-1].id)
        else:
            after = self.position
        self.seen += kept
        self.position = Position.parse(str(after))
        return batch

    def read_all(self) -> None:
        while not self.read(3).complete:
            pass


class Writer:
    """A connection that writes events and remembers when, on a clock of steps."""

    def __init__(self, connection: Any, brand_id: UUID) -> None:
        self.connection = connection
        self.brand_id = brand_id
        self.running: dict[int, int] = {}

    def write(self, step: int) -> None:
        self.running[write(self.connection, self.brand_id, "x")] = step

    def write_in_savepoint(self, step: int) -> None:
        self.connection.execute("SELECT 1")  # begins the transaction, so that the next line makes a savepoint
        with self.connection.transaction():
            self.write(step)

    def end(self, *, commit: bool) -> dict[int, int]:
        if commit:
            self.connection.commit()
        else:
            self.connection.rollback()
        ended, self.running = self.running, {}
        return ended if commit else {}


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=8, max_size=40), of_one_brand=st.booleans())
def test_every_committed_event_is_seen_exactly_once_and_after_what_it_followed(
    connect: Connect, steps: Sequence[tuple[str, int]], of_one_brand: bool
) -> None:
    brand_id = uuid4()
    writers = [Writer(connection_of(connect, number), brand_id) for number in range(WRITERS)]
    screen = Screen(connection.cursor(), brand_id if of_one_brand else None)
    written: dict[int, int] = {}
    committed: dict[int, int] = {}
    for step, (act, which) in enumerate(steps):
        if act == "read":
            screen.read(which)
        elif act == "lose the connection in a batch":
            screen.read(4, keep=which)
        elif act == "write":
            writers[which].write(step)
        elif act == "write in a savepoint":
            writers[which].write_in_savepoint(step)
        else:
            ended = writers[which].end(commit=act == "commit")
            written |= ended
            committed |= dict.fromkeys(ended, step)
    for writer in writers:
        ended = writer.end(commit=True)
        written |= ended
        committed |= dict.fromkeys(ended, len(steps))
    screen.read_all()

    order = [event.id for event in screen.seen]
    assert sorted(order) == sorted(committed)
    places = {number: place for place, number in enumerate(order)}
    for earlier in order:
        for later in order:
            if committed[earlier] < written[later]:
                assert places[earlier] < places[later]


CONNECTIONS: dict[tuple[int, int], Any] = {}


def connection_of(connect: Connect, number: int) -> Any:
    """The same connections for all examples of one test."""
    key = (id(connect), number)
    if key not in CONNECTIONS:
        CONNECTIONS[key] = connect(autocommit=False)
    return CONNECTIONS[key]


def test_what_commits_late_is_not_missed(connect: Connect) -> None:
    early, late = connect(autocommit=False), connect(autocommit=False)
    brand_id = uuid4()
    screen = Screen(connection.cursor(), brand_id)
    first = write(late, brand_id, "written first, committed last")
    second = write(early, brand_id, "written last, committed first")
    early.commit()
    screen.read(10)
    late.commit()
    screen.read(10)
    assert [event.id for event in screen.seen] == [second, first]


def test_a_reader_sees_what_its_own_transaction_wrote_afterwards(connect: Connect) -> None:
    other, brand_id = connect(autocommit=False), uuid4()
    screen = Screen(connection.cursor(), brand_id)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
        other.execute("SELECT pg_current_xact_id()")
        other.commit()  # a later number than ours is complete, so that ours lies inside the snapshot
        mine = write(cursor.connection, brand_id, "mine")
        screen.read(10)
        assert screen.seen == []
    screen.read(10)
    assert [event.id for event in screen.seen] == [mine]


def test_a_brand_reads_its_own_events_only(connect: Connect) -> None:
    writer, mine, others = connect(), uuid4(), uuid4()
    screen = Screen(connection.cursor(), mine)
    write(writer, others, "theirs")
    number = write(writer, mine, "ours")
    screen.read(1)
    screen.read_all()
    assert [(event.id, event.details) for event in screen.seen] == [(number, {"what": "ours"})]


def test_kinds_nobody_asked_for_are_passed_over(connect: Connect) -> None:
    writer, brand_id = connect(), uuid4()
    here = Position.parse(reading.here())
    for _ in range(3):
        write(writer, brand_id, "x", kind=QUIET)
    number = write(writer, brand_id, "y", kind=TRIED)
    with connection.cursor() as cursor:
        first = read_new(cursor, here, kinds=[TRIED.name], limit=2)
        second = read_new(cursor, first.position, kinds=[TRIED.name], limit=2)
    assert (first.events, first.read, first.complete) == ([], 2, False)
    assert [event.id for event in second.events] == [number]


def test_the_whole_log_is_read_from_the_beginning(connect: Connect) -> None:
    writer, brand_id = connect(), uuid4()
    numbers = [write(writer, brand_id, "x") for _ in range(7)]
    screen = Screen(connection.cursor(), brand_id)
    screen.position = Position(BEGINNING)
    screen.read_all()
    assert [event.id for event in screen.seen] == numbers


@pytest.mark.parametrize(
    "position", [Position(Snapshot(2**40 + 9)), Position(BEGINNING, Snapshot(2**40 + 9), 1)]
)
def test_a_position_of_another_server_is_refused(connect: Connect, position: Position) -> None:
    with connection.cursor() as cursor, pytest.raises(FromTheFuture):
        read_new(cursor, position)


def test_reading_what_is_new_costs_the_same_beside_a_long_history(connect: Connect) -> None:
    writer, brand_id = connect(autocommit=False), uuid4()
    writer.execute(
        "INSERT INTO events_event (brand_id, kind, actor_kind, details)"
        " SELECT gen_random_uuid(), 'testing.tried', 'system', '{}' FROM generate_series(1, 20000)"
    )
    writer.commit()
    writer.execute("SELECT pg_current_xact_id()")  # a transaction that stays open holds nothing up
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE events_event")
        here = Position.parse(reading.here())
        write(connect(), brand_id, "x")
        query, values = reading._page(here, None, None, 1000)
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {query}", values)
        [[answer]] = cursor.fetchall()
    plan = answer[0]["Plan"]
    assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] < 40
