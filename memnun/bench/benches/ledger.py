"""Durable writes to the ledger, one by one and in batches."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TypeVar

import msgspec
import psycopg

from memnun.bench.house import House
from memnun.bench.ledger_bare import ACCOUNT, BRAND, COLUMNS, TABLE
from memnun.bench.ledger_helpdesk import serve_helpdesk
from memnun.bench.ledger_load import CONTACT, NUMBER, Load, Measured
from memnun.bench.registry import bench
from memnun.bench.report import Report
from memnun.config.environment import ROOT
from memnun.foundation import clock
from memnun.foundation.ids import uuid7s

Ours = TypeVar("Ours")
Theirs = TypeVar("Theirs")

REPEATS = 5
SECONDS = 3.0
CLIENTS = 64
BATCH_CLIENTS = 4
BATCH = 500
COPY = f"COPY {TABLE} ({COLUMNS}) FROM STDIN"
COPIED_ROWS = 40 * BATCH
LIMIT = 2**31 - 1
OPTIONS = ("--no-proxy-headers", "--no-server-header")
"""As `bin/memnun web` serves."""


@bench("ledger", "durable single and batch writes against a bare endpoint and a raw COPY")
def ledger(report: Report) -> None:
    """The ledger with everything on: keys, limits, raw bytes, external ids once, events, wake-ups."""
    with House() as house:
        token = furnish(house)
        ours, _ = house.serve(options=OPTIONS)
        bare, _ = house.serve("memnun.bench.ledger_bare:app", options=OPTIONS)
        headers = {"Authorization": f"Bearer {token}"}
        single = Load(ours, "/api/v1/interactions", headers, "", SECONDS, CLIENTS)
        plain = Load(bare, "/records", {}, "", SECONDS, CLIENTS)
        _singles(report, single, plain)
        batch = Load(ours, "/api/v1/interactions/batch", headers, "", SECONDS, BATCH_CLIENTS, BATCH)
        _batches(report, batch, house.address)


def _singles(report: Report, ours: Load, theirs: Load) -> None:
    mine, bare = _in_turn(lambda n: measure(ours, f"o{n}"), lambda n: measure(theirs, f"t{n}"))
    report.compare("ledger.single", _rates(mine), _rates(bare), unit="requests/s")
    for percent in (50, 99):
        report.percentile(
            f"ledger.single.p{percent}", _latencies(mine), percent, unit="ms", baseline=_latencies(bare)
        )


def _batches(report: Report, ours: Load, address: str) -> None:
    with psycopg.connect(address) as connection:
        mine, copied = _in_turn(lambda n: measure(ours, f"b{n}"), lambda n: _copy(connection, f"c{n}", BATCH))
        whole = [_copy(connection, f"w{n}", COPIED_ROWS) for n in range(REPEATS)]
    rows = [measured.rate * BATCH for measured in mine]
    report.compare("ledger.batch", rows, copied, unit="rows/s")
    report.compare("ledger.batch.against_one_long_copy", rows, whole, unit="rows/s")
    report.percentile("ledger.batch.p50", _latencies(mine), 50, unit="ms")


@bench("ledger_helpdesk", "the same writes against django-helpdesk's ticket API under gunicorn")
def ledger_against_helpdesk(report: Report) -> None:
    """One ticket a request there, one contact or 500 of them here: it has no address for many."""
    with House() as house:
        headers = {"Authorization": f"Bearer {furnish(house)}"}
        ours, _ = house.serve(options=OPTIONS)
        tickets = serve_helpdesk(house)
        single = Load(ours, "/api/v1/interactions", headers, "", SECONDS, CLIENTS)
        batch = Load(ours, "/api/v1/interactions/batch", headers, "", SECONDS, BATCH_CLIENTS, BATCH)
        mine, theirs = _in_turn(lambda n: measure(single, f"o{n}"), lambda n: measure(tickets, f"t{n}"))
        many = [measure(batch, f"b{n}") for n in range(REPEATS)]
    report.compare("ledger_helpdesk.single", _rates(mine), _rates(theirs), unit="requests/s")
    rows = [measured.rate * BATCH for measured in many]
    report.compare("ledger_helpdesk.batch", rows, _rates(theirs), unit="rows/s")
    report.percentile(
        "ledger_helpdesk.single.p50", _latencies(mine), 50, unit="ms", baseline=_latencies(theirs)
    )


def _in_turn(ours: Callable[[int], Ours], theirs: Callable[[int], Theirs]) -> tuple[list[Ours], list[Theirs]]:
    """Both in turn, after one round that does not count, so that the machine's moods meet both."""
    ours(REPEATS), theirs(REPEATS)
    pairs = [(ours(number), theirs(number)) for number in range(REPEATS)]
    return [mine for mine, _ in pairs], [other for _, other in pairs]


def measure(load: Load, prefix: str) -> Measured:
    """One run of a load from a process of its own. Raises RuntimeError when an answer was not a success."""
    asked = msgspec.structs.replace(load, prefix=prefix)
    said = subprocess.run(
        [sys.executable, "-m", "memnun.bench.ledger_load"],
        input=msgspec.json.encode(asked), stdout=subprocess.PIPE, check=True, cwd=ROOT,
    ).stdout  # fmt: skip
    measured = msgspec.json.decode(said, type=Measured)
    if measured.failures:
        raise RuntimeError(f"{measured.failures} of {measured.requests} requests to {load.path} failed")
    return measured


def _copy(connection: psycopg.Connection, prefix: str, rows_a_commit: int) -> float:
    """Rows a second of psycopg's COPY, one commit for each `rows_a_commit` rows."""
    numbers = [NUMBER % (prefix.encode(), number) for number in range(COPIED_ROWS)]
    now = clock.now()
    rows = [
        (
            id_,
            BRAND,
            ACCOUNT,
            number.decode(),
            "ledger/1",
            CONTACT % number,
            now,
            "api_key",
            BRAND,
            "waiting",
            0,
            "",
        )
        for id_, number in zip(uuid7s(len(numbers)), numbers, strict=True)
    ]
    started = time.perf_counter()
    for start in range(0, len(rows), rows_a_commit):
        with connection.cursor() as cursor, cursor.copy(COPY) as copy:
            for row in rows[start : start + rows_a_commit]:
                copy.write_row(row)
        connection.commit()
    return len(rows) / (time.perf_counter() - started)


def _rates(runs: Sequence[Measured]) -> list[float]:
    return [run.rate for run in runs]


def _latencies(runs: Sequence[Measured]) -> list[float]:
    return [latency for run in runs for latency in run.latencies]


def furnish(house: House) -> str:
    """A brand with a key that is not held back, and a bare table with the ledger's columns and indexes."""
    house.django()
    people = import_module("memnun.people.models")
    actions = import_module("memnun.people.actions")
    brand = people.Brand.objects.create(name="Deneme", slug="deneme")
    _, token = actions.issue_api_key(brand=brand, name="Ölçüm", scopes=["interactions:write"])
    people.ApiKey.objects.update(requests_a_minute=LIMIT)
    with psycopg.connect(house.address) as connection:
        connection.execute(f"CREATE TABLE {TABLE} (LIKE interactions_rawinbound INCLUDING ALL)")
    return str(token)
