"""Which tags there are."""

from __future__ import annotations

from django.db import connection

from memnun.interactions.models import Conversation
from memnun.people.models import Person

LOOKED_AT = 3000
MOST = 100
COUNT_TAGS = """
SELECT substr(label, 5) AS tag, count(*) AS uses FROM ({conversations}) AS c CROSS JOIN LATERAL unnest(c.labels) AS label
WHERE label LIKE 'tag:%%' GROUP BY label ORDER BY {order} LIMIT {most}
"""


def recent_tags(person: Person) -> list[str]:
    """The tags on the newest conversations, most used first; what a field for tags proposes."""
    newest = Conversation.objects.visible_to(person).current().newest_first().values("labels")[:LOOKED_AT]
    return [name for name, _ in _count(newest, "count(*) DESC, label", MOST)]


def all_tags(person: Person) -> list[tuple[str, int]]:
    """Every tag with how many conversations carry it, by name."""
    tagged = Conversation.objects.visible_to(person).current().order_by().values("labels")
    return _count(tagged, "label", 1000)


def _count(conversations: object, order: str, most: int) -> list[tuple[str, int]]:
    sql, values = conversations.query.sql_with_params()  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(COUNT_TAGS.format(conversations=sql, order=order, most=most), values)
        return [(name, uses) for name, uses in cursor.fetchall()]
