"""Trains what tells the sources of reviews from each other, and from messages."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from memnun.understanding.matrix import feature_rows, rarity
from memnun.understanding.training.corpus import Corpus
from memnun.understanding.training.machine import Effort, train_machine
from memnun.understanding.training.messages import Message

TEXTS_A_SOURCE = 8000
EFFORT = Effort(tolerance=0.05, rounds=100)


@dataclass(frozen=True, slots=True)
class OriginWeights:
    """`words` has a row for each bucket of the model, a column for each source and a last one for messages."""

    words: NDArray[np.float32]
    bias: NDArray[np.float32]


def train_origin(
    messages: Sequence[Message], reviews: Corpus, bits: int, buckets: NDArray[np.int64]
) -> OriginWeights:
    """Deterministic: one support vector machine an origin, against all others; every origin counts the same."""
    names = np.unique(reviews.sources)
    chosen = np.concatenate([_some_of(np.flatnonzero(reviews.sources == name)) for name in names])
    texts = [reviews.texts[place] for place in chosen] + [message.text for message in messages]
    origins = np.concatenate(
        (np.searchsorted(names, reviews.sources[chosen]), np.full(len(messages), len(names)))
    )
    rows = feature_rows(texts, bits)[:, buckets]
    lift = rarity(rows)
    rows = sparse.csr_matrix(rows @ sparse.diags(lift))
    length = 1 / np.sqrt(rows.multiply(rows).sum(axis=1).mean())
    found = train_machine(rows * length, origins, lift * length, EFFORT, class_weight="balanced")
    return OriginWeights(found.words.astype(np.float32), found.bias.astype(np.float32))


def _some_of(places: NDArray[np.int64]) -> NDArray[np.int64]:
    """At most TEXTS_A_SOURCE of them, evenly spread."""
    return places[:: max(1, -(-len(places) // TEXTS_A_SOURCE))]
