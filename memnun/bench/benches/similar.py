"""The page of similar contacts over a million contacts."""

from __future__ import annotations

from memnun.bench.desk_of_a_brand import LARGE, history_house, in_rounds, open_desk
from memnun.bench.registry import bench
from memnun.bench.report import Report

PAGES = 120

ASKED = """
SELECT id FROM interactions_interaction WHERE direction = 'in' AND text <> '' ORDER BY md5(id::text) LIMIT %s
"""


@bench("similar", "the page of similar contacts over 1,000,000 contacts")
def similar(report: Report) -> None:
    """Whole pages of contacts drawn from all of history: candidates, ranking, counts, fifty rows."""
    with history_house("large") as house:
        house.django()
        large = open_desk(house, report, LARGE)
        paths = [f"/interactions/{id}/similar/" for id in large.ids(ASKED, PAGES)]
        [times] = in_rounds([large], [paths], rounds=1)
        for percent in (50, 95):
            report.percentile(f"similar.p{percent}", times, percent, unit="ms")
