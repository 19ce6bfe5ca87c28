"""What it costs concurrent writers to wake the readers: after the commit (ours) or inside it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg

from memnun.bench.house import House
from memnun.bench.registry import bench
from memnun.bench.report import Report

WRITERS = 8
SECONDS = 3.0
REPEATS = 5
WRITE = "INSERT INTO events_event (brand_id, kind, actor_kind, details) VALUES (%s, 'bench', 'system', '{}')"
BOTH = f"WITH written AS ({WRITE} RETURNING id) SELECT pg_notify('memnun_events', id::text) FROM written"
NOTIFY = "SELECT pg_notify('memnun_events', %s)"

Write = Callable[[psycopg.Connection[Any], UUID], None]


@bench("waking", "events a second of eight writers that wake the readers, after the commit or inside it")
def waking(report: Report) -> None:
    with House() as house:
        after, inside = [], []
        for _ in range(REPEATS):
            after.append(_rate(house.address, _notify_after))
            inside.append(_rate(house.address, _notify_inside))
    report.compare("waking.after_commit", after, inside, unit="events/s")


def _notify_after(connection: psycopg.Connection[Any], brand_id: UUID) -> None:
    connection.execute(WRITE, (brand_id,))
    connection.execute(NOTIFY, (str(brand_id),))


def _notify_inside(connection: psycopg.Connection[Any], brand_id: UUID) -> None:
    connection.execute(BOTH, (brand_id,))


def _rate(address: str, write: Write) -> float:
    counts = [0] * WRITERS
    brand_id = uuid4()

    def work(which: int) -> None:
        with psycopg.connect(address, autocommit=True) as connection:
            end = time.monotonic() + SECONDS
            while time.monotonic() < end:
                write(connection, brand_id)
                counts[which] += 1

    threads = [threading.Thread(target=work, args=(which,)) for which in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS
