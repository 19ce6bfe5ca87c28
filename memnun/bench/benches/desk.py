"""The desk's pages over a million contacts against the same pages over ten thousand."""

from __future__ import annotations

from memnun.bench.desk_of_a_brand import LARGE, SMALL, Desk, history_house, in_rounds, open_desk
from memnun.bench.registry import bench
from memnun.bench.report import Report

PAGES = 200
ROUNDS = 10
LISTS = {
    "inbox": "/",
    "inbox.unanswered": "/?unanswered=1",
    "inbox.mine": "/?assignee=mine",
    "inbox.channel": "/?channel=email&status=all",
    "inbox.complaints_resolved": "/?kind=complaint&status=resolved",
    "inbox.rare_tag": "/?tag=hukuk&status=all",
    "inbox.counts": "/inbox/counts/",
    "customers": "/customers/",
    "groups": "/groups/",
}
CONVERSATIONS = """
SELECT id FROM interactions_conversation WHERE team_id IS NULL ORDER BY md5(number::text) LIMIT %s
"""
DEEP = """
SELECT (extract(epoch FROM last_at) * 1000000)::bigint || '-' || replace(id::text, '-', '') FROM interactions_conversation
WHERE status = 'resolved' ORDER BY md5(number::text) LIMIT %s
"""
CUSTOMERS = """
SELECT id FROM customers_customer WHERE interactions_count > 0 ORDER BY md5(name || id::text) LIMIT %s
"""


@bench("desk", "the desk's pages over 1,000,000 contacts against 10,000")
def desk(report: Report) -> None:
    """Pages made in this process by Django's test client: middleware, session, queries, template."""
    with history_house("small") as little, history_house("large") as house:
        house.django()
        small, large = open_desk(little, report, SMALL), open_desk(house, report, LARGE)
        for name, paths in _screens(small, large).items():
            theirs, ours = in_rounds([small, large], paths, rounds=ROUNDS)
            for percent in (50, 95):
                report.percentile(f"desk.{name}.p{percent}", ours, percent, unit="ms", baseline=theirs)


def _screens(small: Desk, large: Desk) -> dict[str, list[list[str]]]:
    """Each screen's addresses at the small and at the large desk."""
    screens = {name: [[path] * PAGES] * 2 for name, path in LISTS.items()}
    screens["inbox.deep"] = [
        _spread(desk, DEEP, "/inbox/rows/?status=resolved&after={}") for desk in (small, large)
    ]
    screens["conversation"] = [_spread(desk, CONVERSATIONS, "/conversations/{}/") for desk in (small, large)]
    screens["customer"] = [_spread(desk, CUSTOMERS, "/customers/{}/") for desk in (small, large)]
    return screens


def _spread(desk: Desk, statement: str, path: str) -> list[str]:
    return [path.format(found) for found in desk.ids(statement, PAGES)]
