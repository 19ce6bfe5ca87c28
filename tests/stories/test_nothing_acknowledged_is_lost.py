"""Whatever is killed at whatever moment: a contact that was acknowledged is there, once.

Real processes under load; kill -9 strikes the web, the worker, PostgreSQL or all of them at once.
KILL_ROUNDS=50 strikes fifty times.
"""

from __future__ import annotations

import logging
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psycopg
import pytest

from memnun.config import place
from tests.running.installation import ROOT, Installation

ROUNDS = int(os.environ.get("KILL_ROUNDS", "6"))
SENDERS = 6
VICTIMS = ("web", "postgresql", "everything", "worker", "postgresql", "web")
"""In turn; with "everything" among them no part ends so often that the supervisor gives it up."""
PATIENCE = 60.0

FOUND_A_BRAND = """
from memnun.people.actions import issue_api_key
from memnun.people.models import ApiKey, Brand
brand = Brand.objects.create(name="Deneme", slug="kill")
key, token = issue_api_key(brand=brand, name="Yük", scopes=["interactions:write"])
ApiKey.objects.filter(id=key.id).update(requests_a_minute=10_000_000)
print("TOKEN", token)
"""


@dataclass
class Sender(threading.Thread):
    """Sends contacts until told to stop; one that is not acknowledged is sent again until it is.

    `acknowledged` holds external ids and the ids they were answered with.
    """

    number: int
    address: str
    token: str
    stop: threading.Event
    acknowledged: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    resent: int = 0

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.choose = random.Random(self.number)
        self.client = httpx.Client(
            base_url=self.address, headers={"Authorization": f"Bearer {self.token}"}, timeout=15
        )

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        with self.client:
            while not self.stop.is_set():
                self.send_new()
                if self.acknowledged and self.choose.random() < 0.2:
                    self.send([self.choose.choice(list(self.acknowledged))])

    def send_new(self) -> None:
        """One contact, or a batch of a few."""
        first = len(self.acknowledged)
        count = 1 if self.choose.random() < 0.7 else self.choose.randint(2, 40)
        self.send([f"{self.number}-{number}" for number in range(first, first + count)])

    def send(self, externals: list[str]) -> None:
        """Send until it is acknowledged, whatever happens to the other side meanwhile."""
        patience = time.monotonic() + PATIENCE
        while time.monotonic() < patience:
            ids = self.try_to_send(externals)
            if ids is not None:
                for external, id_ in zip(externals, ids, strict=True):
                    if self.acknowledged.setdefault(external, id_) != id_:
                        self.wrong.append(f"{external} was {self.acknowledged[external]} and became {id_}")
                return
            self.resent += 1
            time.sleep(0.05)
        self.wrong.append(f"{externals[0]} was not acknowledged within {PATIENCE:.0f} s")

    def try_to_send(self, externals: list[str]) -> list[str] | None:
        """The ids, or None when nothing was acknowledged."""
        contacts = [contact(external) for external in externals]
        try:
            if len(contacts) == 1:
                answer = self.client.post("/api/v1/interactions", json=contacts[0])
            else:
                answer = self.client.post("/api/v1/interactions/batch", json=contacts)
        except httpx.TransportError:
            return None
        if answer.status_code == 503:
            return None
        if answer.status_code not in (200, 201):
            self.wrong.append(f"{externals[0]}: {answer.status_code} {answer.text}")
            self.stop.set()
            return None
        return (
            [answer.json()["id"]] if len(contacts) == 1 else [row["id"] for row in answer.json()["results"]]
        )


def contact(external_id: str) -> dict[str, object]:
    sender = external_id.partition("-")[0]
    return {
        "channel": "email",
        "external_id": external_id,
        "text": f"{external_id} numaralı kargom hâlâ gelmedi, çok üzgünüm.",
        "customer": {"email": f"musteri{sender}@ornek.example", "name": "Ayşe Yılmaz"},
    }


@pytest.fixture
def installation() -> Iterator[Installation]:
    folder = Path(tempfile.mkdtemp(prefix="memnun-kill-"))
    folder.chmod(0o711)
    installation = Installation(folder / "data")
    try:
        installation.start_and_wait()
        installation.wait_for_page()
        yield installation
    finally:
        installation.end()
        shutil.rmtree(folder)


def found_a_brand(installation: Installation) -> str:
    """Make a brand and give the token of a key of it."""
    said = subprocess.run(
        [sys.executable, "-P", "-m", "memnun", "shell", "-c", FOUND_A_BRAND],
        env=installation.environ, cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return said.partition("TOKEN ")[2].split()[0]


def strike(installation: Installation, victim: str) -> None:
    """kill -9 a part; after killing everything, start again."""
    if victim == "everything":
        port = installation.url.rpartition(":")[2]
        for pid in installation.processes():
            kill(pid)
        assert installation.process is not None
        installation.process.wait(PATIENCE)
        installation.wait_until_gone()
        installation.start("--port", port)
    else:
        kill(installation.process_of(victim))


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def wait_until_it_writes(installation: Installation, token: str, external: str) -> None:
    """Return when a contact is acknowledged again."""
    sender = Sender(99, installation.url, token, threading.Event())
    sender.send([external])
    sender.client.close()
    assert not sender.wrong, installation.said()


def rows(connection: psycopg.Connection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(query).fetchall()


def wait_until_placed(connection: psycopg.Connection) -> None:
    patience = time.monotonic() + 2 * PATIENCE
    while rows(connection, "SELECT 1 FROM interactions_rawinbound WHERE state = 'waiting' LIMIT 1"):
        assert time.monotonic() < patience, "records are still waiting"
        time.sleep(0.2)


@pytest.mark.slow
def test_what_was_acknowledged_is_there_once_whatever_was_killed(
    installation: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "httpx")
    token = found_a_brand(installation)
    stop = threading.Event()
    senders = [Sender(number, installation.url, token, stop) for number in range(SENDERS)]
    for sender in senders:
        sender.start()
    moment = random.Random(ROUNDS)
    for number in range(ROUNDS):
        time.sleep(moment.uniform(0.3, 1.5))
        strike(installation, VICTIMS[number % len(VICTIMS)])
        wait_until_it_writes(installation, token, f"99-{number}")
    stop.set()
    for sender in senders:
        sender.join(2 * PATIENCE)
        assert not sender.is_alive()
    assert [complaint for sender in senders for complaint in sender.wrong] == []
    assert sum(sender.resent for sender in senders) > 0, "no blow was felt, so nothing was proved"

    acknowledged = {external: id_ for sender in senders for external, id_ in sender.acknowledged.items()}
    with psycopg.connect(place.address(place.find_place(installation.data)), autocommit=True) as connection:
        stored = rows(
            connection,
            "SELECT external_id, id::text FROM interactions_rawinbound WHERE external_id NOT LIKE '99-%'",
        )
        assert len(stored) == len(dict(stored)), "a contact was recorded twice"
        assert dict(stored) == acknowledged

        for sender in senders:
            again = Sender(sender.number, installation.url, token, threading.Event())
            known = list(sender.acknowledged)
            for start in range(0, len(known), 500):
                assert again.try_to_send(known[start : start + 500]) == [
                    acknowledged[external] for external in known[start : start + 500]
                ]
            again.client.close()

        wait_until_placed(connection)
        placed = rows(connection, "SELECT id::text FROM interactions_interaction")
        assert {id_ for (id_,) in placed} >= set(acknowledged.values())
        assert len(placed) == len(acknowledged) + ROUNDS
