"""Trains the plain model beside the network: a linear support vector machine over every telling fragment."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from memnun.understanding.matrix import feature_counts, rarity
from memnun.understanding.training.corpus import FEELING_OF, Corpus
from memnun.understanding.training.machine import Effort, train_machine
from memnun.understanding.training.messages import Message
from memnun.understanding.training.own_texts import own_texts

SEEN_AT_LEAST = 3
EFFORT = Effort(tolerance=0.01, rounds=200)
OWN_WEIGHT = 0.15
SHARE = 2.0
"""How much its scores count beside the network's log-odds; chosen on sources left out."""


@dataclass(frozen=True, slots=True)
class FamiliarWeights:
    """`words` is buckets x FEELINGS, `rarity` one number a bucket, `bias` one a feeling."""

    buckets: NDArray[np.int64]
    words: NDArray[np.float32]
    rarity: NDArray[np.float32]
    bias: NDArray[np.float32]


def train_familiar(corpus: Corpus, messages: Sequence[Message], bits: int) -> FamiliarWeights:
    """Deterministic. Every sentiment counts the same; our own sentences count less than collected rows."""
    own = own_texts()
    texts = corpus.texts + [row.text for row in own] + [message.text for message in messages]
    feelings = np.concatenate(
        (
            corpus.feelings,
            np.array([FEELING_OF[row.sentiment] for row in own], dtype=np.int64),
            np.array([FEELING_OF[message.sentiment] for message in messages], dtype=np.int64),
        )
    )
    balanced = 1 / np.bincount(corpus.classes, minlength=3)[corpus.classes]
    worth = np.concatenate(
        (balanced / balanced.mean(), [OWN_WEIGHT * row.weight for row in own], np.ones(len(messages)))
    )
    return _trained(feature_counts(texts, bits), feelings, worth)


def _trained(
    counts: sparse.csr_matrix, feelings: NDArray[np.int64], worth: NDArray[np.float64]
) -> FamiliarWeights:
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    buckets = np.flatnonzero(seen >= SEEN_AT_LEAST)
    lift = rarity(counts)[buckets]
    rows = counts[:, buckets].astype(np.float32)
    length = np.sqrt(np.maximum(rows @ (lift * lift), 1e-9)).astype(np.float32)
    rows.data *= lift[rows.indices] / np.repeat(length, np.diff(rows.indptr))
    found = train_machine(rows, feelings, lift, EFFORT, worth=worth)
    words, bias = (SHARE * found.words).astype(np.float32), (SHARE * found.bias).astype(np.float32)
    return FamiliarWeights(buckets, words, lift, bias)
