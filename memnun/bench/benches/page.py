"""Desk pages by HTTP: the product's server against the same views through Django's own ASGI handler."""

from __future__ import annotations

import msgspec

from memnun.bench.benches.ledger import OPTIONS, measure
from memnun.bench.desk_of_a_brand import SMALL, Desk, open_desk
from memnun.bench.house import House
from memnun.bench.ledger_load import Load, Measured
from memnun.bench.registry import bench
from memnun.bench.report import Report

REPEATS = 5
SECONDS = 5.0
CLIENTS = 16


@bench("page", "desk pages by HTTP against the same views through Django's own ASGI handler")
def page(report: Report) -> None:
    """Both under uvicorn with the same settings, session and 10,000 contacts; the two take turns."""
    with House() as house:
        house.django()
        desk = open_desk(house, report, SMALL)
        cookie = f"memnun_session={desk.client.cookies['memnun_session'].value}"
        ours, _ = house.serve(options=OPTIONS)
        theirs, _ = house.serve("memnun.bench.plain_django:app", options=("--lifespan=off", *OPTIONS))
        for name, path in _paths(desk).items():
            mine = Load(ours, path, {"Cookie": cookie}, "", SECONDS, CLIENTS, form="page")
            plain = msgspec.structs.replace(mine, address=theirs)
            _compare(report, name, mine, plain)


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
    report.compare(f"page.{name}", [run.rate for run in mine], [run.rate for run in plain], unit="requests/s")
    report.percentile(f"page.{name}.p95", _latencies(mine), 95, unit="ms", baseline=_latencies(plain))


def _latencies(runs: list[Measured]) -> list[float]:
    return [latency for run in runs for latency in run.latencies]
