"""Desk pages by HTTP: the product's server against the same views through Django's own ASGI handler."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import msgspec
import psycopg

from memnun.bench.benches.ledger import OPTIONS, measure
from memnun.bench.desk_of_a_brand import SMALL, Desk, history_house, open_desk
from memnun.bench.ledger_load import Load, Measured
from memnun.bench.registry import bench
from memnun.bench.report import Report

REPEATS = 5
SECONDS = 5.0
CLIENTS = 16
OTHERS_WRITE = 0.005
"""Seconds between two commits of others, in the rounds where the database does not stand still."""


@bench("page", "desk pages by HTTP against the same views through Django's own ASGI handler")
def page(report: Report) -> None:
    """Both under uvicorn with the same settings, session and 10,000 contacts; the two take turns."""
    with history_house("small") as house:
        house.django()
        desk = open_desk(house, report, SMALL)
        desk.ask("/")  # sets the CSRF cookie, which browsers send along
        cookie = "; ".join(f"{name}={each.value}" for name, each in desk.client.cookies.items())
        ours, _ = house.serve(options=OPTIONS)
        theirs, _ = house.serve("memnun.bench.plain_django:app", options=("--lifespan=off", *OPTIONS))
        for name, path in _paths(desk).items():
            mine = Load(ours, path, {"Cookie": cookie}, "", SECONDS, CLIENTS, form="page")
            plain = msgspec.structs.replace(mine, address=theirs)
            _compare(report, f"page.{name}", mine, plain)
            with others_writing(house.address):
                _compare(report, f"page.{name}.while_others_write", mine, plain)


@contextmanager
def others_writing(address: str) -> Iterator[None]:
    """Commits all the while, of rows that no page shows."""
    enough = Event()

    def write() -> None:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE TEMPORARY TABLE bench_others (at timestamptz)")
            connection.execute("SET synchronous_commit = off")  # the disk is not what is measured
            while not enough.wait(OTHERS_WRITE):
                connection.execute("INSERT INTO bench_others VALUES (now())")

    thread = Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        enough.set()
        thread.join()


def _paths(desk: Desk) -> dict[str, str]:
    [conversation] = desk.ids(
        "SELECT id FROM interactions_conversation WHERE team_id IS NULL ORDER BY number LIMIT %s", 1
    )
    return {
        "inbox": "/",
        "conversation": f"/conversations/{conversation}/",
        "rows_changed": f"/inbox/changed/?id={conversation}",
        "my_day": "/my-day/",
    }


def _compare(report: Report, name: str, ours: Load, theirs: Load) -> None:
    """Requests a second and times of both, after one round that does not count."""
    measure(ours, ""), measure(theirs, "")
    pairs = [(measure(ours, ""), measure(theirs, "")) for _ in range(REPEATS)]
    mine, plain = [one for one, _ in pairs], [other for _, other in pairs]
    report.compare(name, [run.rate for run in mine], [run.rate for run in plain], unit="requests/s")
    report.percentile(f"{name}.p95", _latencies(mine), 95, unit="ms", baseline=_latencies(plain))


def _latencies(runs: list[Measured]) -> list[float]:
    return [latency for run in runs for latency in run.latencies]
