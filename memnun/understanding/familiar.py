"""What a plain linear model adds to the sentiment: fitted closely to the sources learnt from, it knows their words.
The same fragments tell whether a text suggests something.

The network is kept from leaning on single words, so that it holds on sources never seen; this model leans on them.
They err in different places, so that both together read known sources better, and new ones no worse.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from memnun.understanding.features import Features

_TINY = np.float32(1e-9)
_FROM_THE_FIRST = np.zeros(1, dtype=np.int64)
"""The bounds of one stretch of all rows: summed by columns, which is ten times faster where there are but five."""


@dataclass(frozen=True, slots=True)
class Familiar:
    """`table` (buckets x FEELINGS + 2): what one occurrence adds to each feeling, to the score of suggesting and to the
    squared length of its text; `bias` is that of the feelings and of suggesting."""

    table: NDArray[np.float32]
    bias: NDArray[np.float32]

    def scores(self, features: Features, text_tokens: NDArray[np.int64]) -> NDArray[np.float32]:
        """Texts x FEELINGS and, last, how surely each suggests something, above zero where it does; a text without
        any known feature gets nothing. `text_tokens` bounds each text's tokens."""
        if len(text_tokens) == 2 and len(features.buckets):
            rows = self.table.take(features.buckets, axis=0)
            sums: NDArray[Any] = np.add.reduceat(rows, _FROM_THE_FIRST, axis=0)
        else:
            bounds = features.tokens.searchsorted(text_tokens).astype(np.int32)
            ones = np.ones(len(features.buckets), dtype=np.float32)
            counts = sparse.csr_matrix(
                (ones, features.buckets.astype(np.int32), bounds), shape=(len(bounds) - 1, len(self.table))
            )
            sums = np.asarray(counts @ self.table)
        known = sums[:, -1:] > 0
        scores: NDArray[np.float32] = (
            sums[:, :-1] / np.sqrt(np.maximum(sums[:, -1:], _TINY)) + self.bias
        ) * known
        return scores
