"""Trains the plain model beside the network: a linear support vector machine over every telling fragment for the
feelings, and a logistic regression over the same fragments for suggestions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

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
SOFTNESS, SUGGESTION_WEIGHT, MESSAGE_WEIGHT = 20.0, 3.0, 0.4
"""What a suggestion counts beside what is none, and a message beside a remark: messages suggest in plain words."""
SUGGESTS_FROM = -0.9
"""The log-odds from which a text suggests; all four chosen on folds of the remarks."""


@dataclass(frozen=True, slots=True)
class FamiliarWeights:
    """`words` is buckets x FEELINGS and suggestions, `rarity` one number a bucket, `bias` one a column."""

    buckets: NDArray[np.int64]
    words: NDArray[np.float32]
    rarity: NDArray[np.float32]
    bias: NDArray[np.float32]


def train_familiar(
    corpus: Corpus, messages: Sequence[Message], remarks: Sequence[Message], bits: int
) -> FamiliarWeights:
    """Deterministic. Every sentiment counts the same; our own sentences count less than collected rows. Suggestions
    are learnt from messages and remarks."""
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
    felt = _felt(feature_counts(texts, bits), feelings, worth)
    words, bias = _suggesting(felt, messages, remarks, bits)
    return FamiliarWeights(
        felt.buckets, np.hstack([felt.words, words]), felt.rarity, np.concatenate([felt.bias, bias])
    )


def _felt(
    counts: sparse.csr_matrix, feelings: NDArray[np.int64], worth: NDArray[np.float64]
) -> FamiliarWeights:
    seen = np.bincount(counts.indices, minlength=counts.shape[1])
    buckets = np.flatnonzero(seen >= SEEN_AT_LEAST)
    lift = rarity(counts)[buckets]
    found = train_machine(_rows(counts, buckets, lift), feelings, lift, EFFORT, worth=worth)
    words, bias = (SHARE * found.words).astype(np.float32), (SHARE * found.bias).astype(np.float32)
    return FamiliarWeights(buckets, words, lift, bias)


def _suggesting(
    felt: FamiliarWeights, messages: Sequence[Message], remarks: Sequence[Message], bits: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A column of words and its bias: above zero a text suggests."""
    told = [*messages, *remarks]
    rows = _rows(feature_counts([one.text for one in told], bits), felt.buckets, felt.rarity)
    worth = np.repeat([MESSAGE_WEIGHT, 1.0], [len(messages), len(remarks)])
    machine = LogisticRegression(
        C=SOFTNESS, class_weight={False: 1.0, True: SUGGESTION_WEIGHT}, solver="liblinear", max_iter=300
    )
    with threadpool_limits(limits=1):
        machine.fit(rows, np.array(["suggestion" in one.kinds for one in told]), sample_weight=worth)
    words = machine.coef_.T * felt.rarity[:, None]
    return words.astype(np.float32), (machine.intercept_ - SUGGESTS_FROM).astype(np.float32)


def _rows(
    counts: sparse.csr_matrix, buckets: NDArray[np.int64], lift: NDArray[np.float32]
) -> sparse.csr_matrix:
    """Weighed by rarity, each of length one."""
    rows = counts[:, buckets].astype(np.float32)
    length = np.sqrt(np.maximum(rows @ (lift * lift), 1e-9)).astype(np.float32)
    rows.data *= lift[rows.indices] / np.repeat(length, np.diff(rows.indptr))
    return rows
