"""Readers get every event exactly once; one that cannot be digested is set aside and stops nobody."""

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from memnun.events import registry as registered
from memnun.events.actions import record
from memnun.events.dispatcher import REGISTRY, WAITS, Dispatcher, Reader, advance, reader
from memnun.events.models import Cursor, Setback
from memnun.events.reading import LoggedEvent
from memnun.events.testing import QUIET, TRIED, commit, write
from memnun.events.tests.conftest import Connect
from memnun.foundation import clock

BRAND = uuid4()
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registered, "REGISTRY", {})


class Diary:
    """A reader that writes what it was given into a table, in its own transaction, and may choke."""

    def __init__(self) -> None:
        self.choke_on: Callable[[LoggedEvent], bool] = lambda event: False
        self.batches: list[int] = []
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS diary (event_id bigint, what text)")
            cursor.execute("TRUNCATE diary")

    def __call__(self, events: Sequence[LoggedEvent]) -> None:
        self.batches.append(len(events))
        for event in events:
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO diary VALUES (%s, %s)", [event.id, event.details["what"]])
            if self.choke_on(event):
                raise RuntimeError("indigestible")

    @property
    def entries(self) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT what FROM diary")
            return [what for (what,) in cursor.fetchall()]


@pytest.fixture
def diary(transactional_db: None) -> Iterator[Diary]:
    yield Diary()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE diary")


def reader_of(diary: Diary, batch: int = 3) -> Reader:
    return Reader("diary", diary, frozenset({TRIED.name}), batch)


def record_all(*things: str, brand_id: UUID = BRAND) -> None:
    for what in things:
        record(TRIED, brand_id=brand_id, what=what)


def advance_all(reader: Reader) -> None:
    while advance(reader):
        pass


def test_a_new_reader_begins_at_the_beginning_and_gets_each_event_once(diary: Diary) -> None:
    record_all("a", "b", "c", "d")
    record(QUIET, brand_id=BRAND)
    record_all("e")
    advance_all(reader_of(diary))
    advance_all(reader_of(diary))
    record_all("f")
    advance_all(reader_of(diary))
    assert diary.entries == ["a", "b", "c", "d", "e", "f"]


def test_what_a_reader_records_itself_comes_back_to_it(diary: Diary) -> None:
    def echo(events: Sequence[LoggedEvent]) -> None:
        diary(events)
        for event in events:
            if not event.details["what"].startswith("echo"):
                record(TRIED, brand_id=BRAND, what=f"echo of {event.details['what']}")

    record_all("a", "b")
    reader = Reader("diary", echo, None, 10)
    advance_all(reader)
    advance_all(reader)
    assert diary.entries == ["a", "b", "echo of a", "echo of b"]


def test_a_failed_batch_is_given_one_by_one_and_the_indigestible_event_waits(diary: Diary) -> None:
    record_all("a", "bad", "c")
    diary.choke_on = lambda event: event.details["what"] == "bad"
    with clock.frozen(NOON):
        advance_all(reader_of(diary))
    assert diary.batches == [3, 1, 1, 1]
    assert diary.entries == ["a", "c"]
    setback = Setback.objects.get()
    assert (setback.reader, setback.attempts, setback.next_at) == ("diary", 1, NOON + WAITS[0])
    assert "indigestible" in setback.problem


def test_a_setback_is_tried_again_when_its_time_has_come(diary: Diary) -> None:
    record_all("bad")
    diary.choke_on = lambda event: True
    with clock.frozen(NOON) as time:
        advance_all(reader_of(diary))
        diary.choke_on = lambda event: False
        time.move(WAITS[0] - timedelta(seconds=1))
        advance_all(reader_of(diary))
        assert diary.entries == []
        time.move(timedelta(seconds=1))
        advance_all(reader_of(diary))
    assert diary.entries == ["bad"]
    assert not Setback.objects.exists()


def test_an_event_that_never_works_is_given_up_and_can_be_tried_again_by_hand(
    diary: Diary, capsys: pytest.CaptureFixture[str]
) -> None:
    record_all("bad", "good")
    diary.choke_on = lambda event: event.details["what"] == "bad"
    with clock.frozen(NOON) as time:
        for wait in [*WAITS, timedelta(days=9)]:
            advance_all(reader_of(diary))
            time.move(wait)
        assert Setback.objects.given_up().get().attempts == len(WAITS) + 1
        assert diary.entries == ["good"]
        advance_all(reader_of(diary))
        diary.choke_on = lambda event: False
        call_command("setbacks")
        assert "diary  testing.tried" in capsys.readouterr().out
        call_command("setbacks", "--retry")
        advance_all(reader_of(diary))
    assert diary.entries == ["good", "bad"]


def test_a_reader_that_another_process_works_for_is_left_alone(diary: Diary, connect: Connect) -> None:
    record_all("a")
    other = connect(autocommit=False)
    other.execute("SELECT pg_advisory_xact_lock(%s)", [reader_of(diary).lock_number])
    assert not advance(reader_of(diary))
    assert diary.entries == []
    other.rollback()
    advance_all(reader_of(diary))
    assert diary.entries == ["a"]


def test_the_position_and_the_work_stand_or_fall_together(diary: Diary) -> None:
    record_all("a")
    with transaction.atomic():
        advance(reader_of(diary))
        transaction.set_rollback(True)
    assert diary.entries == []
    advance_all(reader_of(diary))
    assert diary.entries == ["a"]


def test_a_lost_connection_is_no_fault_of_the_event(diary: Diary, connect: Connect) -> None:
    record_all("a", "b")
    killer = connect()

    def cut(events: Sequence[LoggedEvent]) -> None:
        pid = connection.connection.info.backend_pid
        killer.execute("SELECT pg_terminate_backend(%s)", [pid])
        diary(events)

    with pytest.raises(Exception, match=r"terminat|closed"):
        advance(Reader("diary", cut, None, 10))
    connection.close()
    assert not Setback.objects.exists()
    advance_all(reader_of(diary))
    assert diary.entries == ["a", "b"]


def test_an_idle_reader_writes_nothing(diary: Diary, connect: Connect) -> None:
    record_all("a")
    advance_all(reader_of(diary))
    before = Cursor.objects.get()
    connect().execute("SELECT pg_current_xact_id()")
    advance_all(reader_of(diary))
    assert Cursor.objects.get() == before
    assert Cursor.objects.get().at == before.at


def test_two_processes_share_the_readers_and_nothing_is_done_twice(diary: Diary, connect: Connect) -> None:
    """Two loops in threads, each with a connection of its own, while events are written."""
    stop = threading.Event()
    REGISTRY["diary"] = reader_of(diary)
    writers = [connect(autocommit=False) for _ in range(2)]
    threads = [threading.Thread(target=run_loop, args=(stop,)) for _ in range(2)]
    try:
        for thread in threads:
            thread.start()
        expected = []
        for number in range(60):
            writer = writers[number % 2]
            write(writer, BRAND, f"{number}")
            expected.append(f"{number}")
            if number % 3 == 0:
                commit(writer, BRAND)
        for writer in writers:
            commit(writer, BRAND)
        patience = threading.Event()
        for _ in range(100):
            if len(diary.entries) >= len(expected):
                break
            patience.wait(0.1)
        assert sorted(diary.entries) == sorted(expected)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        del REGISTRY["diary"]


def run_loop(stop: threading.Event) -> None:
    try:
        Dispatcher().run(stop)
    finally:
        connection.close()


def test_a_name_belongs_to_one_reader(registry: None) -> None:
    reader("once")(lambda events: None)
    with pytest.raises(ValueError, match="named twice"):
        reader("once")(lambda events: None)
