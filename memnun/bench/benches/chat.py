"""How soon words arrive between a visitor's widget and the desk, and what an open widget costs."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import psycopg

from memnun.bench.chat_scene import OPENINGS, TALKING, VISITORS, WORDS, Scene, Sent, steadily
from memnun.bench.house import House, processor_seconds, resident_kilobytes
from memnun.bench.registry import bench
from memnun.bench.report import Report

MESSAGES = int(os.environ.get("BENCH_MESSAGES", "1100"))
PAUSE = 0.1
"""Seconds between two messages each way: ten a second to the desk and ten back, so that in each of the 500
talks either side writes every 50 seconds."""

OPENED = 0.05
"""Seconds between two talks while they are begun, which is not measured."""

SETTLE = 3.0
ANSWERED = 50
"""Answers before any is measured."""
COMMITS = {"track_commit_timestamp": "on"}
RECORDED = r'"kind":"interactions.recorded".{0,400}?"subject":"([0-9a-f-]{36})"'
ANSWER = r"answer-(\d+)!"
TO_THE_DESK = """
SELECT line.id::text, pg_xact_commit_timestamp(line.xmin), pg_xact_commit_timestamp(event.xmin)
FROM channel_chat_line AS line JOIN events_event AS event ON event.subject_id = line.id
WHERE line.direction = 'in' AND event.kind = 'interactions.recorded'
"""
TO_THE_WIDGET = """
SELECT substring(text FROM 'answer-([0-9]+)!'), pg_xact_commit_timestamp(xmin) FROM channel_chat_line
WHERE direction = 'out'
"""

Moments = dict[str, list[int]]
"""Of each message the moments it was committed at, in nanoseconds on the machine's monotonic clock."""


@bench(
    "chat",
    "from a visitor's message to the open desk and back, stage by stage, 500 talks, 2,000 open widgets",
)
def chat(report: Report) -> None:
    """One web process and one worker; both directions at once, over HTTP, every commit on disk."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with House(COMMITS) as house:
        house.django()
        scene = Scene()
        url, server = house.serve(options=("--timeout-keep-alive=75",))
        port = int(url.rpartition(":")[2])
        worker = house.start(sys.executable, "-P", "-m", "memnun", "worker")
        before = resident_kilobytes(server.pid)
        with listening(port, scene.widgets(), ANSWER) as widgets:
            time.sleep(SETTLE)
            held = resident_kilobytes(server.pid) - before
            report.count("chat.memory_a_widget", held / VISITORS, unit="KB", n=VISITORS)
            with listening(port, scene.desks(), RECORDED) as desks:
                _begin_talks(scene, port)
                before_talk = _spent(server, worker)
                written, answered = _talk(report, scene, port)
                _report_spent(report, before_talk, _spent(server, worker))
        _report(
            report,
            "chat.to_the_desk",
            ("kept", "placed", "told"),
            written,
            _commits(house, TO_THE_DESK),
            desks,
        )
        _report(
            report, "chat.to_the_widget", ("acted", "told"), answered, _commits(house, TO_THE_WIDGET), widgets
        )


def _spent(*processes: subprocess.Popen[bytes]) -> list[float]:
    return [processor_seconds(each.pid) for each in processes]


def _report_spent(report: Report, before: list[float], after: list[float]) -> None:
    for name, first, last in zip(("web", "worker"), before, after, strict=True):
        milliseconds = (last - first) * 1000 / (2 * MESSAGES)
        report.count(f"chat.processor_of_the_{name}", milliseconds, unit="ms/message", n=2 * MESSAGES)


def _begin_talks(scene: Scene, port: int) -> None:
    """Each of those who talk writes once, and the agent has answered some: nobody's first words are measured."""
    with steadily(lambda number: scene.write(port, number, OPENINGS), TALKING, OPENED):
        pass
    while len(talks := scene.talks()) < TALKING:
        time.sleep(0.2)
    with steadily(lambda number: scene.answer(port, MESSAGES + number, talks), ANSWERED, PAUSE):
        pass
    time.sleep(SETTLE)


def _talk(report: Report, scene: Scene, port: int) -> tuple[Sent, Sent]:
    """Both sides write, one message each way every PAUSE seconds."""
    talks = scene.talks()
    load = os.getloadavg()[0]
    with (
        steadily(lambda number: scene.write(port, number, WORDS), MESSAGES, PAUSE) as written,
        steadily(lambda number: scene.answer(port, number, talks), MESSAGES, PAUSE) as answered,
    ):
        report.say(
            f"Offered: {1 / PAUSE:.0f} messages/s each way in {len(talks)} talks; load average {load:.1f} before."
        )
    time.sleep(SETTLE)
    return written, answered


def _commits(house: House, query: str) -> Moments:
    """When the rows of each message were committed."""
    behind = time.time_ns() - time.monotonic_ns()
    with psycopg.connect(house.address) as connection:
        return {
            mark: [_nanoseconds(moment) - behind for moment in moments]
            for mark, *moments in connection.execute(query)
        }


def _nanoseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1e6) * 1000


def _report(
    report: Report, name: str, stages: Sequence[str], sent: Sent, commits: Moments, listened: Arrivals
) -> None:
    """The whole way, then each stage of it: the last one ends with the bytes at the other side."""
    missing = sent.keys() - listened.arrivals.keys()
    if missing:
        raise RuntimeError(f"{name}: {len(missing)} of {len(sent)} did not arrive.")
    ways = [[at, *commits[mark], listened.arrivals[mark]] for mark, at in sent.items()]
    _percentiles(report, name, [(way[-1] - way[0]) / 1e6 for way in ways])
    for number, stage in enumerate(stages):
        _percentiles(report, f"{name}.{stage}", [(way[number + 1] - way[number]) / 1e6 for way in ways])


def _percentiles(report: Report, name: str, delays: Sequence[float]) -> None:
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
