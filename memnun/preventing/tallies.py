"""What troubles and purchases are told from, packed by day."""

from __future__ import annotations

from memnun.cases.tallies.kinds import SEEN_BY, TALK, Tally, day_of, number, small, tally, who, yes
from memnun.preventing.losing import LOST_AFTER

OPENED = day_of("c.opened_at")
BOUGHT = f"({OPENED} - c.days_after_purchase)"
NEVER = 0
"""A day long ago for what has none."""
AGAIN = (
    'EXISTS (SELECT FROM purchases_purchase again WHERE again.customer_id = {customer} AND again."on" > {day} '
    f'AND again."on" <= {{day}} + {LOST_AFTER})'
)
GIVEN = "SELECT sum(g.amount) FROM cases_concession g WHERE g.case_id = c.id AND g.state = 'given'"
EPOCH = "date '1970-01-01'"

TROUBLE = tally(
    Tally(
        kind="trouble",
        source="cases_case c LEFT JOIN cases_resolution r ON r.case_id = c.id AND r.undone_at IS NULL "
        + TALK,
        day=OPENED,
        within="c.opened_at >= %(begin)s AND c.opened_at < %(end)s",
        owner="c.brand_id",
        order="c.id",
        keys={**SEEN_BY, "cause": "r.cause_id::text", "topic": "c.topics[1]"},
        columns={
            "customer": who("c.customer_id"),
            "opened": small(f"{OPENED} - {EPOCH}"),
            "dated": yes("c.days_after_purchase IS NOT NULL"),
            "days": small("COALESCE(c.days_after_purchase, 0)"),
            "bought": small(f"COALESCE({BOUGHT} - {EPOCH}, {NEVER})"),
            "again": yes(AGAIN.format(customer="c.customer_id", day=BOUGHT)),
            "took": number("COALESCE(r.took, 0)"),
            "kurus": number(f"COALESCE(({GIVEN}), 0) * 100"),
        },
    )
)
PURCHASE = tally(
    Tally(
        kind="purchase",
        source="purchases_purchase p",
        day='p."on"',
        within='p."on" >= %(first)s AND p."on" <= %(last)s',
        owner="p.brand_id",
        order="p.id",
        keys={},
        columns={
            "customer": who("p.customer_id"),
            "again": yes(AGAIN.format(customer="p.customer_id", day='p."on"')),
        },
    )
)
