"""Finding interactions by their words over all history, exact forms first, newest first among them.

Rare words are looked up in the word index and the few hits sorted. Frequent ones are met soon enough by
walking from the newest contact back, which is tried where the database's estimate says so. The estimate
may be far too high (of phrases, and of words it has kept no statistics on) or tell of a season long past:
so the first steps tell whether to walk on, the walk is short, and when it meets too few, the index is asked
after all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet

from memnun.events.models import Viewer
from memnun.foundation.turkish.search import exact_tsquery, to_tsquery
from memnun.interactions.models import Interaction
from memnun.people.models import Person
from memnun.people.written import written_once

FREQUENT = 500
"""Estimated hits from which a walk is tried: as many cost the index as long as a walk in vain."""
WALKED = 20_000
"""The newest contacts that a walk looks at, in some 30 ms; a page of 30 is among them at 1.5 in 1,000."""
PROBED = 4_000
"""The newest of them, which tell whether the walk will meet enough."""
TIMEOUT = "3s"

RARE = """
WITH hits AS MATERIALIZED (
    SELECT d.interaction_id, d.occurred_at FROM interactions_searchdocument d
    WHERE d.brand_id = %(brand)s AND d.words @@ to_tsquery('simple', %(query)s) {narrower} {beyond}),
newest AS (SELECT interaction_id, occurred_at FROM hits ORDER BY occurred_at DESC, interaction_id DESC)
SELECT d.interaction_id, d.occurred_at FROM newest d {visible}
ORDER BY d.occurred_at DESC, d.interaction_id DESC LIMIT %(limit)s
"""
"""All hits are sorted before it is asked who may see them, so that this is asked of a page's hits, not of all:
each lies on two pages of the disk of its own."""
WALK = """
SELECT d.interaction_id, d.occurred_at FROM (
    SELECT d.interaction_id, d.occurred_at, d.words FROM interactions_searchdocument d
    WHERE d.brand_id = %(brand)s {beyond} ORDER BY d.occurred_at DESC, d.interaction_id DESC LIMIT %(walked)s) d {visible}
WHERE d.words @@ to_tsquery('simple', %(query)s) {narrower}
ORDER BY d.occurred_at DESC, d.interaction_id DESC LIMIT %(limit)s
"""


VISIBLE = """
JOIN interactions_interaction i ON i.id = d.interaction_id
JOIN interactions_conversation c ON c.id = i.conversation_id AND (c.team_id IS NULL OR c.team_id <> ALL(%(hidden)s))
"""


SHOWN = (
    "conversation", "channel", "occurred_at", "subject", "text", "customer__name", "customer__called",
)  # fmt: skip
"""What results show of a contact and its customer."""


class TooWide(Exception):
    """The search would take too long; it must be narrowed."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page of results ends: `exact` results come before the others."""

    exact: bool
    occurred_at: datetime
    interaction_id: UUID

    def __str__(self) -> str:
        return f"{'e' if self.exact else 'w'}.{self.occurred_at.isoformat()}.{self.interaction_id}"

    @classmethod
    def parse(cls, text: str) -> Position | None:
        """The position in a page's address; None for anything that is none."""
        kind, _, rest = text.partition(".")
        moment, _, id = rest.rpartition(".")
        try:
            found = cls(kind == "e", datetime.fromisoformat(moment), UUID(id))
        except ValueError:
            return None
        return found if kind in ("e", "w") and found.occurred_at.tzinfo else None


@dataclass(frozen=True, slots=True)
class Page:
    """Some results, and where the next page begins; `following` is None at the end."""

    interactions: list[Interaction]
    exact_ids: frozenset[UUID]
    following: Position | None


def search_interactions(person: Person, text: str, *, after: Position | None = None, limit: int = 30) -> Page:
    """A page of the interactions the person may see whose words fit `text` in any of their forms.

    Raises TooWide when the database gives up after three seconds.
    """
    exact, wide = exact_tsquery(text), to_tsquery(text)
    if not wide:
        return Page([], frozenset(), None)
    hits: list[tuple[UUID, datetime, bool]] = []
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = '{TIMEOUT}'")
            if after is None or after.exact:
                hits += [(*row, True) for row in _find(cursor, person, exact, after, limit + 1)]
            if len(hits) <= limit and wide != exact:
                rest = None if after is None or after.exact else after
                hits += [
                    (*row, False)
                    for row in _find(cursor, person, wide, rest, limit + 1 - len(hits), less=exact)
                ]
    except OperationalError as problem:
        if "statement timeout" in str(problem):
            raise TooWide from None
        raise
    return _page(person, hits, limit)


def _find(
    cursor: Any, person: Person, query: str, after: Position | None, limit: int, less: str = ""
) -> Sequence[tuple[UUID, datetime]]:
    given: dict[str, Any] = {
        "brand": person.brand_id, "query": query, "limit": limit, "less": less,
    }  # fmt: skip
    narrower = beyond = visible = ""
    if less:
        narrower = "AND NOT d.words @@ to_tsquery('simple', %(less)s)"
    if after:
        beyond = "AND (d.occurred_at, d.interaction_id) < (%(moment)s, %(id)s)"
        given |= {"moment": after.occurred_at, "id": after.interaction_id}
    if person.hidden_team_ids:
        visible = VISIBLE
        given["hidden"] = person.hidden_team_ids
    parts = {"visible": visible, "beyond": beyond, "narrower": narrower}
    if _estimate(cursor, given) > FREQUENT and (hits := _walk(cursor, WALK.format(**parts), given)):
        return hits
    cursor.execute(RARE.format(**parts), given)
    return cursor.fetchall()  # type: ignore[no-any-return]


def _walk(cursor: Any, statement: str, given: Mapping[str, Any]) -> Sequence[tuple[UUID, datetime]]:
    """A whole page met on the way back from the newest contact; nothing where the walk meets less."""
    hits: Sequence[tuple[UUID, datetime]] = ()
    cursor.execute("SET LOCAL enable_bitmapscan = off")
    for walked in (PROBED, WALKED):
        cursor.execute(statement, {**given, "walked": walked})
        hits = cursor.fetchall()
        if len(hits) == given["limit"] or len(hits) * WALKED < given["limit"] * walked:
            break
    cursor.execute("SET LOCAL enable_bitmapscan = on")
    return hits if len(hits) == given["limit"] else ()


def _estimate(cursor: Any, given: dict[str, Any]) -> int:
    """How many rows the database expects the words to be in."""
    cursor.execute(
        "EXPLAIN (FORMAT JSON) SELECT 1 FROM interactions_searchdocument WHERE words @@ to_tsquery('simple', %(query)s)",
        given,
    )
    [plan] = cursor.fetchone()
    told = json.loads(plan) if isinstance(plan, str) else plan
    return int(told[0]["Plan"]["Plan Rows"])


def _page(person: Person, hits: list[tuple[UUID, datetime, bool]], limit: int) -> Page:
    shown = hits[:limit]
    rows = {found.id: found for found in _with_ids(person, [id for id, _, _ in shown])}
    following = None
    if len(hits) > limit:
        id, moment, is_exact = shown[-1]
        following = Position(is_exact, moment, id)
    return Page(
        [rows[id] for id, _, _ in shown if id in rows],
        frozenset(id for id, _, is_exact in shown if is_exact),
        following,
    )


@written_once
def _with_ids(viewer: Viewer, ids: Sequence[UUID]) -> QuerySet[Interaction]:
    found = Interaction.objects.visible_to(viewer).filter(id__in=ids)
    return found.select_related("customer").only(*SHOWN)
