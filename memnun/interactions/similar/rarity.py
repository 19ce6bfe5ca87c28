"""How rare words are in a brand's newest contacts: the inverse document frequency that ranking weighs by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from math import log
from uuid import UUID

from django.db import connection

from memnun.foundation import clock
from memnun.interactions.similar.weighing import is_content, pieces_of, stem_of

SAMPLE = 1500
KEPT_FOR = timedelta(minutes=10)
MOST_KEPT = 50

STATISTICS = """
SELECT word, ndoc FROM ts_stat('SELECT words FROM (SELECT words FROM interactions_searchdocument
WHERE brand_id = ''{brand}'' ORDER BY occurred_at DESC LIMIT {sample}) AS newest')
"""
COUNT = """
SELECT count(*) FROM (SELECT FROM interactions_searchdocument WHERE brand_id = %s
                      ORDER BY occurred_at DESC LIMIT %s) AS newest
"""
LABELS = """
SELECT mark, count(*) FROM (
    SELECT r.topics, r.kinds FROM interactions_interaction i JOIN interactions_reading r ON r.interaction_id = i.id
    WHERE i.brand_id = %s ORDER BY i.occurred_at DESC, i.id DESC LIMIT %s) AS newest,
LATERAL (SELECT '@' || topic FROM unnest(newest.topics) AS topic
         UNION ALL SELECT '!' || kind FROM unnest(newest.kinds) AS kind) AS marks(mark)
GROUP BY mark
"""


_kept: dict[UUID, tuple[datetime, SampledRarity]] = {}


class SampledRarity:
    """log(1.2 (1 + n) / (1 + df)) of stems, pieces, topics and kinds over a sample of n contacts."""

    def __init__(self, size: int, words: Iterable[tuple[str, int]], marks: Iterable[tuple[str, int]]) -> None:
        self.size = size
        counts: Counter[str] = Counter(dict(marks))
        for word, documents in words:
            if is_content(word):
                counts[stem_of(word)] += documents
                for piece in set(pieces_of(word)):
                    counts[piece] += documents
        self._counts = counts
        self._known: dict[str, float] = {}

    def __call__(self, key: str) -> float:
        if (known := self._known.get(key)) is None:
            known = log(1.2 * (1 + self.size) / (1 + min(self._counts[key], self.size)))
            self._known[key] = known
        return known

    def share(self, stem: str) -> float:
        """The share of contacts in which a stem is expected; half a contact when none of the sample has it."""
        return min(max(self._counts[stem], 0.5) / max(self.size, 1), 1.0)


def sampled_rarity(brand_id: UUID) -> SampledRarity:
    """Counted over the brand's newest contacts; of a brand with many, kept for some minutes in this process."""
    kept_at, kept = _kept.get(brand_id, (None, None))
    if kept and kept_at and clock.now() - kept_at < KEPT_FOR:
        return kept
    counted = _count(brand_id)
    if counted.size == SAMPLE:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[brand_id] = clock.now(), counted
    return counted


def _count(brand_id: UUID) -> SampledRarity:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [brand_id, SAMPLE])
        size = int(cursor.fetchone()[0])
        cursor.execute(STATISTICS.format(brand=UUID(str(brand_id)), sample=SAMPLE))
        words = cursor.fetchall()
        cursor.execute(LABELS, [brand_id, SAMPLE])
        return SampledRarity(size, words, cursor.fetchall())
