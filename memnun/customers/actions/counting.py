"""Keeping the numbers of the three groups short to read."""

from __future__ import annotations

from django.db import connection

MANY = 200

SUM_UP = """
WITH gone AS (
    DELETE FROM customers_groupcount WHERE (SELECT count(*) FROM (SELECT FROM customers_groupcount LIMIT %s) AS kept) = %s
    RETURNING brand_id, "group", customers
)
INSERT INTO customers_groupcount (brand_id, "group", customers)
SELECT brand_id, "group", sum(customers) FROM gone GROUP BY brand_id, "group" HAVING sum(customers) <> 0
"""


def sum_up_groups(many: int = MANY) -> None:
    """Make one row of the many that stand for a group's number, when there are at least so many in all.

    Safe while others move customers and while others sum up: every row is taken away by one only.
    """
    with connection.cursor() as cursor:
        cursor.execute(SUM_UP, [many, many])
