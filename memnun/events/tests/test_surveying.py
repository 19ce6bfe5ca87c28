"""One look for all readers gives each what is new to it, once, and moves on those that want nothing."""

from collections.abc import Sequence
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from memnun.events import surveying
from memnun.events.actions import record
from memnun.events.dispatcher import advance, hand_over
from memnun.events.models import Cursor, Setback
from memnun.events.reading import LoggedEvent
from memnun.events.registry import Reader
from memnun.events.surveying import survey
from memnun.events.testing import QUIET, TRIED, commit, write
from memnun.events.tests.conftest import Connect
from memnun.foundation import clock

BRAND = uuid4()


class Listening:
    """A reader that remembers what it was given."""

    def __init__(self, name: str, kind: str | None = TRIED.name, batch: int = 50) -> None:
        self.heard: list[int] = []
        self.reader = Reader(name, self._hear, frozenset({kind}) if kind else None, batch)

    def _hear(self, events: Sequence[LoggedEvent]) -> None:
        self.heard += [event.id for event in events]


@pytest.fixture
def listeners(transactional_db: None) -> list[Listening]:
    """Three that have read all there is: two of one kind, one of another."""
    made = [Listening("one"), Listening("two"), Listening("other", QUIET.name)]
    for each in made:
        while advance(each.reader):
            pass
    return made


def work(listeners: Sequence[Listening]) -> None:
    """A round of the worker's loop."""
    found = survey([each.reader for each in listeners])
    for task in found.tasks:
        hand_over(task)
    for reader in found.behind:
        advance(reader)


def test_each_hears_what_it_wants_once(listeners: list[Listening]) -> None:
    ids = [record(TRIED, brand_id=BRAND).id for _ in range(3)]
    for _time in range(2):
        work(listeners)
    assert [each.heard for each in listeners] == [ids, ids, []]


def test_readers_at_different_places_get_only_what_is_new_to_them(listeners: list[Listening]) -> None:
    first = record(TRIED, brand_id=BRAND).id
    advance(listeners[0].reader)
    second = record(TRIED, brand_id=BRAND).id
    work(listeners)
    work(listeners)
    assert [each.heard for each in listeners] == [[first, second], [first, second], []]


def test_what_commits_late_is_not_missed(listeners: list[Listening], connect: Connect) -> None:
    late = connect(autocommit=False)
    write(late, BRAND, "late")
    soon = record(TRIED, brand_id=BRAND).id
    work(listeners)
    commit(late, BRAND)
    work(listeners)
    assert [len(each.heard) for each in listeners] == [2, 2, 0]
    assert listeners[0].heard[0] == soon


def test_those_that_want_nothing_move_on_and_an_idle_look_writes_nothing(listeners: list[Listening]) -> None:
    before = Cursor.objects.get(name="other").position
    record(TRIED, brand_id=BRAND)
    work(listeners)
    moved = Cursor.objects.get(name="other")
    assert moved.position != before
    connection.cursor().execute("SELECT pg_current_xact_id()")
    work(listeners)
    assert Cursor.objects.get(name="other").at == moved.at


def test_a_look_asks_the_same_however_many_read(listeners: list[Listening]) -> None:
    def asked(some: Sequence[Listening]) -> int:
        record(TRIED, brand_id=BRAND)
        with CaptureQueriesContext(connection) as queries:
            survey([each.reader for each in some])
        return len(queries)

    many = [Listening(f"quiet {number}", QUIET.name) for number in range(12)]
    for each in many:
        advance(each.reader)
    assert asked([*listeners, *many]) == asked(listeners)


def test_what_somebody_else_did_meanwhile_is_not_done_again(
    listeners: list[Listening], connect: Connect
) -> None:
    record(TRIED, brand_id=BRAND)
    found = survey([each.reader for each in listeners])
    other = connect(autocommit=False)
    other.execute("SELECT pg_advisory_xact_lock(%s)", [listeners[0].reader.lock_number])
    advance(listeners[1].reader)
    for task in found.tasks:
        hand_over(task)
    other.rollback()
    assert [len(each.heard) for each in listeners] == [0, 1, 0]
    work(listeners)
    assert [len(each.heard) for each in listeners] == [1, 1, 0]


def test_the_place_and_the_work_stand_or_fall_together(listeners: list[Listening]) -> None:
    record(TRIED, brand_id=BRAND)
    [task, *_] = survey([each.reader for each in listeners]).tasks
    with transaction.atomic():
        hand_over(task)
        transaction.set_rollback(True)
    work(listeners)
    assert len(listeners[0].heard) == 2, "given again, for nothing of it stood"


def test_who_is_new_far_behind_or_has_a_setback_reads_by_itself(
    listeners: list[Listening], monkeypatch: pytest.MonkeyPatch
) -> None:
    event = record(TRIED, brand_id=BRAND)
    new, small = Listening("new"), Listening("one", batch=1)
    record(TRIED, brand_id=BRAND)
    Setback.objects.create(reader="two", event=event, attempts=1, next_at=clock.now())
    found = survey([new.reader, small.reader, listeners[1].reader, listeners[2].reader])
    assert {each.name for each in found.behind} == {"new", "one", "two"}
    monkeypatch.setattr(surveying, "LOOKED_AT", 1)
    record(TRIED, brand_id=BRAND)
    found = survey([each.reader for each in listeners])
    assert {each.name for each in found.behind} == {"one", "two", "other"}
