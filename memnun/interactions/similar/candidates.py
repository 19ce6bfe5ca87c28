"""Which contacts are worth comparing: bounded look-ups in the word index.

What the rare words of a contact meet is looked up over all history; two of its words together, frequent
ones too, are looked for among the newest contacts. Either way the newest few hundred are taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection, transaction

from memnun.interactions.similar.rarity import SampledRarity
from memnun.people.models import Person

MOST_STEMS = 6
RARE = 0.001
"""Share of contacts up to which a word, or two words together, are looked up over all history."""
TOGETHER = 10
"""How many times oftener two words of one matter meet than chance would have it, at the least."""
WALKED = 10_000
POOL = 300
GATHERED = 1500
TIMEOUT = "1500ms"

OF_HISTORY = """
SELECT interaction_id FROM (
    SELECT d.interaction_id, d.occurred_at FROM interactions_searchdocument d
    WHERE d.brand_id = %(brand)s AND d.words @@ to_tsquery('simple', %(query)s) {since} LIMIT %(gathered)s) AS hits
ORDER BY occurred_at DESC, interaction_id DESC LIMIT %(pool)s
"""
OF_THE_NEWEST = """
SELECT d.interaction_id FROM (
    SELECT d.interaction_id, d.occurred_at, d.words FROM interactions_searchdocument d
    WHERE d.brand_id = %(brand)s {since} ORDER BY d.occurred_at DESC, d.interaction_id DESC LIMIT %(walked)s) AS d
WHERE d.words @@ to_tsquery('simple', %(query)s)
ORDER BY d.occurred_at DESC, d.interaction_id DESC LIMIT %(pool)s
"""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Ids of contacts to compare; `cut` when the newest were taken because there were more."""

    ids: frozenset[UUID]
    cut: bool


def find_candidates(
    person: Person, stems: Sequence[str], rarity: SampledRarity, *, since: datetime | None = None
) -> Candidates:
    """Contacts of the person's brand that share words with a contact of these stems."""
    telling = sorted(dict.fromkeys(stems), key=rarity, reverse=True)[:MOST_STEMS]
    if not telling:
        return Candidates(frozenset(), cut=False)
    given: dict[str, Any] = {
        "brand": person.brand_id, "since": since, "walked": WALKED, "pool": POOL, "gathered": GATHERED,
    }  # fmt: skip
    parts = {"since": "AND d.occurred_at >= %(since)s" if since else ""}
    newest = _ids(OF_THE_NEWEST.format(**parts), {**given, "query": _together(telling)})
    rare = _rare(telling, rarity)
    history = _ids(OF_HISTORY.format(**parts), {**given, "query": rare}) if rare else []
    cut = newest is None or history is None or POOL in (len(newest), len(history))
    return Candidates(frozenset([*(newest or ()), *(history or ())]), cut)


def _together(stems: Sequence[str]) -> str:
    """Two of the stems; the only one when there is one."""
    if len(stems) == 1:
        return f"{stems[0]}:*"
    return " | ".join(f"({one}:* & {other}:*)" for one, other in combinations(stems, 2))


def _rare(stems: Sequence[str], rarity: SampledRarity) -> str:
    alone = [f"{stem}:*" for stem in stems if rarity.share(stem) <= RARE]
    pairs = [
        f"({one}:* & {other}:*)"
        for one, other in combinations(stems, 2)
        if min(rarity.share(one), rarity.share(other)) > RARE
        and TOGETHER * rarity.share(one) * rarity.share(other) <= RARE
    ]
    return " | ".join([*alone, *pairs])


def _ids(statement: str, given: dict[str, Any]) -> list[UUID] | None:
    """What the statement finds; None when it takes too long."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = '{TIMEOUT}'")
            cursor.execute(statement, given)
            return [id for (id,) in cursor.fetchall()]
    except OperationalError as problem:
        if "statement timeout" in str(problem):
            return None
        raise
