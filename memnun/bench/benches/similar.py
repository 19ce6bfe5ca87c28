"""The page of similar contacts over a million contacts."""

from __future__ import annotations

from memnun.bench.desk_of_a_brand import LARGE, history_house, in_rounds, open_desk
from memnun.bench.registry import bench
from memnun.bench.report import Report

PAGES = 200

ASKED = """
SELECT i.id FROM interactions_interaction i JOIN interactions_conversation c ON c.id = i.conversation_id
LEFT JOIN people_team t ON t.id = c.team_id
WHERE i.direction = 'in' AND i.text <> '' AND t.private IS NOT TRUE ORDER BY md5(i.id::text) LIMIT %s
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
