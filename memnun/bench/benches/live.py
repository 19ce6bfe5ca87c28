"""How soon an open desk knows: from the moment a program sends an event to the bytes at the browser."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from array import array
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg

from memnun.bench.house import House, resident_kilobytes
from memnun.bench.registry import bench
from memnun.bench.report import Report

WARM_UP = 5
STREAMS_OF_ONE = 10
"""Streams of one account; the server allows sixteen."""
KIND = "interactions.recorded"
WRITE = """
INSERT INTO events_event (brand_id, kind, actor_kind, conversation_id, details)
VALUES (%s, %s, 'system', gen_random_uuid(), '{}') RETURNING id
"""


@dataclass(frozen=True)
class Load:
    """So many streams of so many brands, and events of one brand after another at a steady pace."""

    name: str
    streams: int
    brands: int
    events: int
    pause: float


LOADS = [
    Load("50_desks_told.500_open", 500, 10, 300, 0.02),
    Load("50_desks_told.2000_open", 2000, 40, 300, 0.02),
    Load("2000_desks_told.2000_open", 2000, 1, 30, 0.5),
]


@bench("live", "from the write of an event to the bytes at open desks; memory of a stream")
def live(report: Report) -> None:
    """Every figure includes the INSERT, its commit on disk, and the reading by a client in Python."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with House() as house:
        house.django()
        for load in LOADS:
            _measure(report, house, load)


def _measure(report: Report, house: House, load: Load) -> None:
    brands, cookies = _staff(load)
    url, server = house.serve()
    before = resident_kilobytes(server.pid)
    with tempfile.NamedTemporaryFile(suffix=".noted") as noted:
        started = time.monotonic()
        client = _open_streams(int(url.rpartition(":")[2]), noted.name, cookies)
        opened = time.monotonic() - started
        report.count(f"live.{load.name}.opening", opened, unit="s", n=load.streams)
        time.sleep(2)
        held = resident_kilobytes(server.pid) - before
        report.count(f"live.{load.name}.memory_a_stream", held / load.streams, unit="KB", n=load.streams)
        written = _write_events(house.address, brands, load)
        time.sleep(1)
        assert client.stdin
        client.stdin.close()
        if client.wait(60) != 0:
            raise RuntimeError("The client of the streams failed.")
        delays = _delays(Path(noted.name), written, load)
    for percent in (50, 99):
        report.percentile(f"live.{load.name}.p{percent}", delays, percent, unit="ms")
    server.kill()
    server.wait()


def _staff(load: Load) -> tuple[list[Any], list[str]]:
    """Brands, and for each stream the cookie of somebody signed in."""
    testing = import_module("memnun.people.testing")
    cookies, brands = [], []
    for number in range(load.brands):
        brand = testing.make_brand(f"{load.name} {number}", f"{load.name.replace('.', '-')}-{number}"[:60])
        brands.append(brand.id)
        for start in range(0, load.streams // load.brands, STREAMS_OF_ONE):
            person = testing.make_person(brand, f"P{start} Deneme")
            client = testing.signed_in_client(person)
            cookie = f"memnun_session={client.cookies['memnun_session'].value}"
            cookies += [cookie] * min(STREAMS_OF_ONE, load.streams // load.brands - start)
    return brands, cookies


def _open_streams(port: int, results: str, cookies: list[str]) -> subprocess.Popen[str]:
    client = subprocess.Popen(
        [sys.executable, "-P", "-m", "memnun.bench.stream_client", str(port), results],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert client.stdin
    assert client.stdout
    client.stdin.write("\n".join([*cookies, "", ""]))
    client.stdin.flush()
    if client.stdout.readline() != "ready\n":
        raise RuntimeError("The streams could not be opened.")
    return client


def _write_events(address: str, brands: list[Any], load: Load) -> dict[int, int]:
    """Write the events; gives for each the moment before it was sent, without those that warm up."""
    written = {}
    with psycopg.connect(address, autocommit=True) as connection:
        for number in range(load.events + WARM_UP):
            sent = time.monotonic_ns()
            brand_id = brands[number % len(brands)]
            row = connection.execute(WRITE, (brand_id, KIND)).fetchone()
            connection.execute("SELECT pg_notify('memnun_events', %s)", (str(brand_id),))
            assert row
            if number >= WARM_UP:
                written[row[0]] = sent
            time.sleep(load.pause)
    return written


def _delays(noted: Path, written: dict[int, int], load: Load) -> list[float]:
    """Milliseconds of every delivery; raises when one is missing or doubled."""
    pairs = array("q", noted.read_bytes())
    arrivals = [(event, at) for event, at in zip(pairs[::2], pairs[1::2], strict=True) if event in written]
    expected = len(written) * load.streams // load.brands
    if len(arrivals) != expected:
        raise RuntimeError(f"{len(arrivals)} deliveries arrived, {expected} were due.")
    return [(at - written[event]) / 1e6 for event, at in arrivals]
