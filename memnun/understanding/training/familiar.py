"""Trains the plain model beside the network: a linear support vector machine over every telling fragment."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from threadpoolctl import threadpool_limits

from memnun.understanding.classifier import solve_support_vectors
from memnun.understanding.matrix import feature_counts, rarity
from memnun.understanding.training.corpus import CLASS_OF, Corpus
from memnun.understanding.training.messages import Message
from memnun.understanding.training.own_texts import own_texts

SEEN_AT_LEAST = 3
SOFTNESS = 0.3
ROUNDS = 40
OWN_WEIGHT = 0.3
POLAR = 1.5
NEUTRAL = 0.15


@dataclass(frozen=True, slots=True)
class FamiliarWeights:
    """`words` is buckets x 3, `rarity` one number a bucket, `bias` one a sentiment."""

    buckets: NDArray[np.int64]
    words: NDArray[np.float32]
    rarity: NDArray[np.float32]
    bias: NDArray[np.float32]


def train_familiar(corpus: Corpus, messages: Sequence[Message], bits: int) -> FamiliarWeights:
    """Deterministic. Every class counts the same; our own sentences count less than collected rows."""
    own = own_texts()
    texts = corpus.texts + [row.text for row in own] + [message.text for message in messages]
    classes = np.concatenate(
        (
            corpus.classes,
            np.array([CLASS_OF[row.sentiment] for row in own], dtype=np.int64),
            np.array([CLASS_OF[message.sentiment] for message in messages], dtype=np.int64),
        )
    )
    worth = np.ones(len(texts))
    worth[len(corpus.texts) : len(texts) - len(messages)] = [OWN_WEIGHT * row.weight for row in own]
    worth /= np.bincount(corpus.classes, minlength=3)[classes]
    with threadpool_limits(limits=1):
        return _trained(feature_counts(texts, bits), classes, worth / worth.sum(), len(corpus.texts))


def _trained(
    counts: sparse.csr_matrix, classes: NDArray[np.int64], worth: NDArray[np.float64], reviews: int
) -> FamiliarWeights:
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    buckets = np.flatnonzero(seen >= SEEN_AT_LEAST)
    lift = rarity(counts)[buckets]
    rows = counts[:, buckets].astype(np.float32)
    length = np.sqrt(np.maximum(rows @ (lift * lift), 1e-9)).astype(np.float32)
    rows.data *= lift[rows.indices] / np.repeat(length, np.diff(rows.indptr))
    table, bias = solve_support_vectors(
        rows, classes, 3, worth.astype(np.float32), 1 / (SOFTNESS * reviews), rounds=ROUNDS
    )
    return FamiliarWeights(buckets, _weighed(table * lift[:, None]), lift, _weighed(bias))


def _weighed(scores: NDArray[np.float64]) -> NDArray[np.float32]:
    """How much of the three scores is added: praise against blame, and a little of neutral against both."""
    middle = (scores[..., :1] + scores[..., 2:]) / 2
    factors = np.array([POLAR, POLAR * NEUTRAL, POLAR])
    weighed: NDArray[np.float32] = ((scores - middle) * factors).astype(np.float32)
    return weighed
