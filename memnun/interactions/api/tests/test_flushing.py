"""Writing together: failures stay with whoever caused them, and nothing is acknowledged that is not there."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
import psycopg
import pytest
from django.db import connection

from memnun.foundation.ids import uuid7
from memnun.interactions.api import flushing, keys
from memnun.interactions.api.connections import connect
from memnun.interactions.api.flushing import Flushing, Unavailable
from memnun.interactions.api.keys import Key
from memnun.interactions.api.rows import Row, Stamp
from memnun.interactions.models import RawInbound
from memnun.people.testing import Cast


def make_stamp(cast: Cast) -> Stamp:
    key = Key(id=uuid7(), brand_id=cast.brand.id, name="k", scopes=[], requests_a_minute=1, long_unused=False)
    return Stamp(key, uuid7())


def make_row(stamp: Stamp, external_id: str) -> Row:
    return Row(stamp, external_id, b"{}", 2)


def run_with_flushing(act: Callable[[Flushing], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        writing = Flushing()
        writing.start()
        try:
            await act(writing)
        finally:
            await writing.stop()

    asyncio.run(run())


def test_a_row_the_database_refuses_fails_alone(cast: Cast) -> None:
    stamp = make_stamp(cast)
    rows = [make_row(stamp, f"{number}") for number in range(40)]
    rows[13] = make_row(stamp, "kötü\x00")
    rows[29] = make_row(stamp, "x" * 256)

    async def act(writing: Flushing) -> None:
        await asyncio.gather(*(writing.write([row]) for row in rows))

    run_with_flushing(act)
    assert [number for number, row in enumerate(rows) if row.failure is not None] == [13, 29]
    assert RawInbound.objects.count() == 38
    assert {raw.id for raw in RawInbound.objects.all()} == {row.id for row in rows if row.failure is None}


def test_known_and_new_rows_of_one_flush_are_told_apart(cast: Cast) -> None:
    stamp = make_stamp(cast)
    first = [make_row(stamp, f"{number}") for number in range(0, 30, 2)]
    second = [make_row(stamp, f"{number}") for number in range(30)]

    async def act(writing: Flushing) -> None:
        await writing.write(first)
        await writing.write(second)

    run_with_flushing(act)
    assert [row.known for row in second] == [number % 2 == 0 for number in range(30)]
    assert [row.id for row in second if row.known] == [row.id for row in first]
    assert RawInbound.objects.count() == 30


def test_two_processes_that_write_the_same_rows_write_them_once(cast: Cast) -> None:
    stamp = make_stamp(cast)
    ours = [[make_row(stamp, f"{number}") for number in range(200)] for _ in range(4)]

    async def run() -> None:
        writers = [Flushing() for _ in ours]
        for writer in writers:
            writer.start()
        await asyncio.gather(
            *(w.write(rows[::step]) for w, rows, step in zip(writers, ours, (1, -1, 1, -1), strict=True))
        )
        await asyncio.gather(*(writer.stop() for writer in writers))

    asyncio.run(run())
    assert RawInbound.objects.count() == 200
    assert sum(not row.known for rows in ours for row in rows) == 200
    assert len({row.id for rows in ours for row in rows}) == 200


def test_what_waits_is_written_before_the_end(cast: Cast) -> None:
    stamp = make_stamp(cast)
    rows = [make_row(stamp, f"{number}") for number in range(500)]
    written: list[asyncio.Future[None]] = []

    async def act(writing: Flushing) -> None:
        written.extend(writing.write([row]) for row in rows)

    run_with_flushing(act)
    assert all(future.done() and future.exception() is None for future in written)
    assert RawInbound.objects.count() == 500


def test_a_full_queue_refuses_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flushing, "MOST_ROWS", 10)
    stamp = make_stamp(cast)

    async def act(writing: Flushing) -> None:
        waiting = [writing.write([make_row(stamp, f"{number}")]) for number in range(10)]
        with pytest.raises(Unavailable):
            writing.write([make_row(stamp, "zu viel")])
        await asyncio.gather(*waiting)

    run_with_flushing(act)
    assert RawInbound.objects.count() == 10


def test_a_lost_connection_loses_and_doubles_nothing(cast: Cast) -> None:
    stamp = make_stamp(cast)

    async def act(writing: Flushing) -> None:
        await writing.write([make_row(stamp, "önce")])
        async with await connect() as other:
            await other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name = 'memnun ledger' AND pid <> pg_backend_pid()"
            )
        await writing.write([make_row(stamp, "sonra")])

    run_with_flushing(act)
    assert sorted(RawInbound.objects.values_list("external_id", flat=True)) == ["sonra", "önce"]


def test_after_the_database_restarted_nobody_notices(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "REMEMBERED_SECONDS", 0.0)
    for number in range(5):
        answer = client.post("/api/v1/interactions", json={"channel": "chat", "external_id": f"{number}"})
        assert answer.status_code == 201
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
                "WHERE application_name = 'memnun ledger'"
            )
            assert cursor.fetchone()[0] >= 1, "no connection was cut, so nothing was proved"
    assert RawInbound.objects.count() == 5


def test_while_the_database_is_away_everybody_is_refused_at_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = make_stamp(cast)
    away = True

    async def connect_or_not() -> psycopg.AsyncConnection[Any]:
        if away:
            raise psycopg.OperationalError("away")
        return await connect()

    monkeypatch.setattr(flushing, "connect", connect_or_not)
    monkeypatch.setattr(flushing, "PAUSE_BETWEEN_TRIES", 0.01)

    async def act(writing: Flushing) -> None:
        nonlocal away
        with pytest.raises(Unavailable):
            await writing.write([make_row(stamp, "wartet")])
        with pytest.raises(Unavailable):
            writing.write([make_row(stamp, "kommt")])
        away = False
        await asyncio.sleep(0.1)
        await writing.write([make_row(stamp, "danach")])

    run_with_flushing(act)
    assert list(RawInbound.objects.values_list("external_id", flat=True)) == ["danach"]
