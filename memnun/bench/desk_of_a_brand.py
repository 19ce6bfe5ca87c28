"""A desk over a made history: a database of its own, an agent signed in, and pages timed in this process."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from memnun.bench.history import Extent, make_history
from memnun.bench.house import House
from memnun.bench.report import Report

SMALL = Extent(customers=1_000, contacts=10_000)
LARGE = Extent(customers=100_000, contacts=1_000_000)
STAFF = 20
TEAMS = 5
"""The last one is private and not the agent's: every list leaves its conversations out."""
KEPT = "BENCH_DATA"
"""A folder whose databases stay and are used again by the next run; without it they are made anew."""


def history_house(name: str) -> House:
    """A house for a made history, in the kept folder if one is named."""
    folder = os.environ.get(KEPT)
    return House(kept=Path(folder).absolute() / name if folder else None)


@dataclass
class Desk:
    """The desk of one house; `use` it before asking for pages."""

    house: House
    client: Any = None
    person: Any = None

    def use(self) -> None:
        """Point Django at this house's database."""
        connection = import_module("django.db").connection
        parts = conninfo_to_dict(self.house.address)
        wanted = {"HOST": str(parts["host"]), "PASSWORD": str(parts.get("password", ""))}
        if any(connection.settings_dict[name] != value for name, value in wanted.items()):
            connection.close()
            connection.close_pool()
            connection.settings_dict.update(wanted)

    def sign_in(self) -> None:
        """Let the agent sign in anew."""
        self.use()
        people, testing = import_module("memnun.people.models"), import_module("memnun.people.testing")
        self.person = people.Person.objects.get(account__email="agent0@deneme.example")
        self.client = testing.signed_in_client(self.person)

    def ask(self, path: str, **headers: str) -> float:
        """The milliseconds of a page. Raises RuntimeError when it is not a page."""
        started = time.perf_counter()
        answer = self.client.get(path, HTTP_HOST="localhost", **headers)
        passed = time.perf_counter() - started
        if answer.status_code != 200:
            raise RuntimeError(f"{path} was answered with {answer.status_code}")
        return passed * 1000

    def ids(self, statement: str, count: int) -> list[str]:
        """The first column of `count` rows."""
        self.use()
        with import_module("django.db").connection.cursor() as cursor:
            cursor.execute(statement, [count])
            return [str(row[0]) for row in cursor.fetchall()]


def open_desk(house: House, report: Report, extent: Extent) -> Desk:
    """The desk over so much history, made now unless it stands already, in a process that collects its garbage
    as the server's does. Django is set up, on whatever house."""
    desk = Desk(house)
    desk.use()
    if not import_module("memnun.people.models").Brand.objects.exists():
        report.say(f"  making {extent.contacts:,} contacts of {extent.customers:,} customers")
        started = time.monotonic()
        _furnish(house.address, extent)
        report.say(f"  made in {time.monotonic() - started:.0f} s")
    desk.sign_in()
    import_module("memnun.config.application").settle_memory()
    return desk


def _furnish(address: str, extent: Extent) -> None:
    testing = import_module("memnun.people.testing")
    brand = testing.make_brand()
    people = [
        testing.make_person(brand, f"Kişi{number} Deneme", email=f"agent{number}@deneme.example")
        for number in range(STAFF)
    ]
    teams = [
        testing.make_team(brand, f"Takım {number}", *people[number::TEAMS]) for number in range(TEAMS - 1)
    ]
    teams.append(testing.make_team(brand, "Hukuk", people[-1], private=True))
    make_history(address, brand.id, [person.id for person in people], [team.id for team in teams], extent)


def in_rounds(desks: Sequence[Desk], paths: Sequence[Sequence[str]], *, rounds: int) -> list[list[float]]:
    """The milliseconds of each desk's pages, the desks in turn, so that the machine's moods meet all of them.

    Each desk's paths are shared out over the rounds; the first page of every round is asked twice and
    counted once, because the desks do not share connections.
    """
    taken: list[list[float]] = [[] for _ in desks]
    for number in range(rounds):
        for desk, own, times in zip(desks, paths, taken, strict=True):
            desk.use()
            part = own[number::rounds]
            desk.ask(part[0])
            times += [desk.ask(path) for path in part]
    return taken
