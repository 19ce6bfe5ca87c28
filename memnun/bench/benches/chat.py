"""How soon words arrive between a visitor's widget and the desk, and what an open widget costs."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from importlib import import_module
from itertools import islice
from pathlib import Path
from threading import local
from typing import Any
from uuid import uuid4

from memnun.bench.house import House, resident_kilobytes
from memnun.bench.registry import bench
from memnun.bench.report import Report

VISITORS = 2_000
TALKING = 500
MESSAGES = 1_100
ANSWERS = 1_100
PAUSE = 0.1
"""Seconds between two messages: ten a second, one every 50 seconds in each of 500 talks."""

SETTLE = 3.0
RECORDED = r'"kind":"interactions.recorded".{0,400}?"subject":"([0-9a-f-]{36})"'
ANSWER = r"answer-(\d+)!"
TEXT = "Merhaba, {number} numaralı siparişim üç gündür gelmedi. Ne zaman elimde olur?"


@bench(
    "chat",
    "from a visitor's message to the open desk and back, 500 talks, 2,000 open widgets; memory of a widget",
)
def chat(report: Report) -> None:
    """One web process and one worker. Every figure includes the commit on disk and a client in Python."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with House() as house:
        house.django()
        scene = Scene()
        url, server = house.serve()
        port = int(url.rpartition(":")[2])
        house.start(sys.executable, "-P", "-m", "memnun", "worker")
        before = resident_kilobytes(server.pid)
        with listening(port, scene.widgets(), ANSWER) as widgets:
            time.sleep(SETTLE)
            held = resident_kilobytes(server.pid) - before
            report.count("chat.memory_a_widget", held / VISITORS, unit="KB", n=VISITORS)
            with listening(port, scene.desks(), RECORDED) as desks:
                sent = scene.write(port)
                time.sleep(SETTLE)
            _report(report, "chat.to_the_desk", sent, desks.arrivals)
            answered = scene.answer()
            time.sleep(SETTLE)
        _report(report, "chat.to_the_widget", answered, widgets.arrivals)


def _report(report: Report, name: str, sent: dict[str, int], arrived: dict[str, int]) -> None:
    missing = sent.keys() - arrived.keys()
    if missing:
        raise RuntimeError(f"{name}: {len(missing)} of {len(sent)} did not arrive.")
    delays = [(arrived[mark] - at) / 1e6 for mark, at in sent.items()]
    for percent in (50, 99):
        report.percentile(f"{name}.p{percent}", delays, percent, unit="ms")


class Arrivals:
    """When each mark arrived first, known when the listening is over."""

    def __init__(self) -> None:
        self.arrivals: dict[str, int] = {}


@contextmanager
def listening(port: int, requests: Iterable[str], pattern: str) -> Iterator[Arrivals]:
    """Open streams in a process of their own while the block runs."""
    found = Arrivals()
    with tempfile.NamedTemporaryFile(suffix=".noted") as noted:
        client = subprocess.Popen(
            [sys.executable, "-P", "-m", "memnun.bench.marker_client", str(port), noted.name, pattern],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert client.stdin
        assert client.stdout
        client.stdin.write("\n".join([*requests, "", ""]))
        client.stdin.flush()
        if client.stdout.readline() != "ready\n":
            raise RuntimeError("The streams could not be opened.")
        yield found
        client.stdin.close()
        if client.wait(60) != 0:
            raise RuntimeError("The client of the streams failed.")
        for line in Path(noted.name).read_text().splitlines():
            mark, _, at = line.partition(" ")
            found.arrivals.setdefault(mark, int(at))


class Scene:
    """A brand with a chat, its visitors and one agent; Django is set up by now."""

    def __init__(self) -> None:
        people = import_module("memnun.people.testing")
        testing = import_module("memnun.channels.chat.testing")
        self.brand = people.make_brand("Sohbet", "sohbet")
        self.agent = people.make_person(self.brand, "Elif Demir")
        self.site = testing.SITE
        self.account = testing.make_chat(self.brand)
        client = people.signed_in_client(self.agent)
        self.cookie = f"Cookie: memnun_session={client.cookies['memnun_session'].value}"
        self.tokens = self._open(VISITORS)

    def _open(self, count: int) -> list[str]:
        actions = import_module("memnun.channels.chat.actions")
        given = {"brand_id": self.brand.id, "account_id": self.account.id, "language": "tr"}
        return [actions.open_session(**given).token for _ in range(count)]

    def widgets(self) -> list[str]:
        """The streams of all visitors."""
        path = f"/chat/{self.account.id.hex}/stream"
        return [f"{path}\tOrigin: {self.site}\tAuthorization: Bearer {token}" for token in self.tokens]

    def desks(self) -> list[str]:
        """The stream of the agent's page."""
        return [f"/live/events\t{self.cookie}"]

    def write(self, port: int) -> dict[str, int]:
        """Visitors write; gives for each message the moment before it was sent."""
        connections = local()

        def send(number: int) -> tuple[str, int]:
            if not hasattr(connections, "one"):
                connections.one = HTTPConnection("127.0.0.1", port, timeout=30)
            body = json.dumps({"id": str(uuid4()), "text": TEXT.format(number=number)})
            headers = {"Origin": self.site, "Authorization": f"Bearer {self.tokens[number % TALKING]}"}
            at = time.monotonic_ns()
            connections.one.request("POST", f"/chat/{self.account.id.hex}/messages", body, headers)
            answer = connections.one.getresponse()
            told = json.loads(answer.read())
            if answer.status != 201:
                raise RuntimeError(f"A message was not taken: {answer.status} {told}")
            return told["id"], at

        with ThreadPoolExecutor(16) as pool:
            waiting = []
            for number in range(MESSAGES):
                waiting.append(pool.submit(send, number))
                time.sleep(PAUSE)
            return dict(each.result() for each in waiting)

    def answer(self) -> dict[str, int]:
        """The agent answers one talk after another; gives for each answer the moment before it was written."""
        conversations = import_module("memnun.interactions.models").Conversation
        talks = list(islice(conversations.objects.filter(brand=self.brand).iterator(), TALKING))
        return dict(self._answer(talks, number) for number in range(ANSWERS))

    def _answer(self, talks: Sequence[Any], number: int) -> tuple[str, int]:
        replying = import_module("memnun.interactions.actions.replying")
        at = time.monotonic_ns()
        given = replying.Reply(
            text=f"answer-{number}!", key=f"bench-{number}", seen=10**12, account=self.account, undo_seconds=0
        )
        replying.reply(talks[number % len(talks)], given, by=self.agent)
        time.sleep(max(0.0, PAUSE - (time.monotonic_ns() - at) / 1e9))
        return str(number), at
