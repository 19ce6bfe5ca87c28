"""Readers are woken after the commit, once a transaction, and never for what was rolled back."""

from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, transaction

from memnun.events.actions import Act, record, record_many
from memnun.events.listening import EVENTS
from memnun.events.testing import TRIED
from memnun.events.tests.conftest import Connect

ONE, OTHER = uuid4(), uuid4()


@pytest.fixture
def listener(connect: Connect) -> psycopg.Connection[object]:
    listener = connect()
    listener.execute(f"LISTEN {EVENTS}")
    return listener


def heard(listener: psycopg.Connection[object]) -> list[UUID]:
    return [UUID(note.payload) for note in listener.notifies(timeout=0.3)]


def test_each_brand_is_named_once_a_transaction(listener: psycopg.Connection[object]) -> None:
    with transaction.atomic():
        record(TRIED, brand_id=ONE, what="a")
        with transaction.atomic():
            record(TRIED, brand_id=ONE, what="b")
        record_many([Act(TRIED, ONE), Act(TRIED, OTHER), Act(TRIED, OTHER)])
        assert heard(listener) == []
    assert sorted(heard(listener)) == sorted([ONE, OTHER])


def test_what_was_rolled_back_wakes_nobody_and_hides_nothing(listener: psycopg.Connection[object]) -> None:
    with transaction.atomic():
        with transaction.atomic():
            record(TRIED, brand_id=ONE, what="never")
            transaction.set_rollback(True)
        record(TRIED, brand_id=OTHER, what="a")
        with transaction.atomic():
            record(TRIED, brand_id=OTHER, what="never")
            transaction.set_rollback(True)
    assert heard(listener) == [OTHER]
    with transaction.atomic():
        with transaction.atomic():
            record(TRIED, brand_id=ONE, what="never")
            transaction.set_rollback(True)
        record(TRIED, brand_id=ONE, what="a")
    assert heard(listener) == [ONE]


def test_a_commit_does_not_notify_by_itself(listener: psycopg.Connection[object]) -> None:
    """Inside the transaction it would make all commits of the server wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'events_event'::regclass AND NOT tgisinternal"
        )
        assert cursor.fetchone() == (0,)
