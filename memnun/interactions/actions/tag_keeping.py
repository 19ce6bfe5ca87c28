"""Renaming, merging and removing a tag on every conversation that carries it."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

from memnun.events.actions import record
from memnun.interactions import events as acts
from memnun.interactions.actions.tagging import tidy
from memnun.people.models import Person

RENAME = """
UPDATE interactions_conversation
SET labels = ARRAY(SELECT DISTINCT unnest(array_replace(labels, %(old)s::varchar, %(new)s::varchar)) ORDER BY 1)
WHERE brand_id = %(brand)s AND labels @> ARRAY[%(old)s::varchar]
"""
REMOVE = """
UPDATE interactions_conversation SET labels = array_remove(labels, %(old)s::varchar)
WHERE brand_id = %(brand)s AND labels @> ARRAY[%(old)s::varchar]
"""


@transaction.atomic
def rename_tag(name: str, *, to: str, by: Person) -> int:
    """Give a tag another name; where that is taken the two become one. Returns how many were changed.

    Raises InvalidTag for an empty or too long name.
    """
    old, new = tidy(name), tidy(to)
    if old == new:
        return 0
    changed = _run(RENAME, old=f"tag:{old}", new=f"tag:{new}", brand=by.brand_id)
    if changed:
        record(acts.TAG_RENAMED, brand_id=by.brand_id, by=by, before=old, after=new, count=changed)
    return changed


@transaction.atomic
def remove_tag(name: str, *, by: Person) -> int:
    """Take a tag off every conversation; returns how many carried it."""
    old = tidy(name)
    changed = _run(REMOVE, old=f"tag:{old}", brand=by.brand_id)
    if changed:
        record(acts.TAG_REMOVED, brand_id=by.brand_id, by=by, tag=old, count=changed)
    return changed


def _run(sql: str, **values: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)
