"""Finds messages like a given one by their words: tf-idf over folded word beginnings, cosine similarity.

Turkish piles suffixes on stems, so a word counts by its first five letters; very common ones weigh little.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from memnun.understanding.features import WordHashes
from memnun.understanding.folding import fold

BITS = 20
STEM_LETTERS = 5
_BATCH = 4000
_LEAST_LETTERS = 2

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Likeness(Generic[Key]):
    """A message found, and how alike it is (0 to 1)."""

    key: Key
    score: float


class SimilarityIndex(Generic[Key]):
    """Search over one brand's messages, given as (key, text) pairs. A million messages take about 100 MB."""

    def __init__(self, messages: Iterable[tuple[Key, str]]) -> None:
        pairs = list(messages)
        self._keys = [key for key, _text in pairs]
        counts = _stems([text for _key, text in pairs])
        seen = np.bincount(counts.indices, minlength=counts.shape[1])
        self._rarity = (np.log((1 + len(pairs)) / (1 + seen)) + 1).astype(np.float32)
        self._columns = self._weighed(counts).T.tocsr()

    def _weighed(self, counts: sparse.csr_matrix) -> sparse.csr_matrix:
        rows = counts.copy()
        rows.data = (1 + np.log(rows.data)) * self._rarity[rows.indices]
        length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
        return (sparse.diags(1 / np.maximum(length, 1e-9)) @ rows).tocsr()

    def like(self, text: str, *, limit: int = 10, at_least: float = 0.15) -> list[Likeness[Key]]:
        """The messages most like a text, best first; equal scores keep the order they were given in."""
        scores = np.asarray((self._weighed(_stems([text])) @ self._columns).todense()).ravel()
        found = np.flatnonzero(scores >= at_least)
        best = found[np.argsort(-scores[found], kind="stable")][:limit]
        return [Likeness(self._keys[place], round(float(scores[place]), 4)) for place in best]

    def pairs(self, *, at_least: float = 0.6) -> list[tuple[Key, Key, float]]:
        """Pairs so alike that they may be the same idea, most alike first. For some thousand messages."""
        near = sparse.triu(self._columns.T @ self._columns, k=1).tocoo()
        chosen = np.flatnonzero(near.data >= at_least)
        order = chosen[np.argsort(-near.data[chosen], kind="stable")]
        return [
            (self._keys[near.row[place]], self._keys[near.col[place]], round(float(near.data[place]), 4))
            for place in order
        ]


def _stems(texts: Sequence[str]) -> sparse.csr_matrix:
    parts = [_stem_counts(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
    return (
        sparse.vstack(parts, format="csr") if parts else sparse.csr_matrix((0, 1 << BITS), dtype=np.float32)
    )


def _stem_counts(texts: Sequence[str]) -> sparse.csr_matrix:
    folded = fold(texts)
    words = WordHashes(folded)
    kept = words.lengths >= _LEAST_LETTERS
    hashes = words.beginnings((STEM_LETTERS,))[0, kept]
    places: NDArray[np.int64] = ((hashes ^ (hashes >> np.uint64(31))) & np.uint64((1 << BITS) - 1)).astype(
        np.int64
    )
    ones = np.ones(len(places), dtype=np.float32)
    shape = (len(texts), 1 << BITS)
    return sparse.csr_matrix((ones, (folded.token_texts[kept], places)), shape=shape)
