"""Trains the sentiment network: sources weighted alike, own sentences and those the second reader labelled added,
several seeds side by side.

Weighing the classes alike makes the network say neutral a little too often, by the mean of the left-out sources;
an offset takes that back.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from threadpoolctl import threadpool_limits

from memnun.understanding.matrix import feature_rows, rarity
from memnun.understanding.model import FEELINGS
from memnun.understanding.training.corpus import CLASS_OF, FEELING_OF, Corpus
from memnun.understanding.training.network import Network, Recipe
from memnun.understanding.training.own_texts import own_texts
from memnun.understanding.training.taught import Taught

BITS = 19
FEATURES = 60_000
SEEN_AT_LEAST = 8
SOURCE_POWER = 0.5
SEEDS = (1,)
TAUGHT_WEIGHT = 0.5
"""What a text that the second reader labelled counts beside a review."""
ROW_LENGTH = 3.0
NEUTRAL_OFFSET = np.array([0.0, -0.2, 0.0, -0.2], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class SentimentWeights:
    """The networks of all seeds laid side by side as one: their scores are averaged."""

    buckets: NDArray[np.int64]
    first: NDArray[np.float32]
    first_bias: NDArray[np.float32]
    second: NDArray[np.float32]
    second_bias: NDArray[np.float32]


def train_sentiment(
    corpus: Corpus, taught: Taught, recipe: Recipe | None = None, seeds: tuple[int, ...] = SEEDS
) -> SentimentWeights:
    """Deterministic: the same corpus gives the same weights. Features are chosen by the corpus and own sentences."""
    recipe = recipe or Recipe()
    own = own_texts()
    texts = corpus.texts + [text for text, _sentiment, _weight in own]
    classes = np.concatenate((corpus.classes, [CLASS_OF[sentiment] for _text, sentiment, _weight in own]))
    feelings = np.concatenate((corpus.feelings, [FEELING_OF[sentiment] for _text, sentiment, _weight in own]))
    weights = np.concatenate(
        (balance(corpus), np.array([weight for *_pair, weight in own], dtype=np.float32))
    )
    rows = feature_rows(texts, BITS)
    buckets = most_telling(rows, classes, FEATURES, SEEN_AT_LEAST)
    lift = rarity(rows)[buckets]
    chosen = rows[:, buckets]
    chosen.data *= lift[chosen.indices]
    length = np.float32(ROW_LENGTH / np.sqrt(chosen.multiply(chosen).sum(axis=1).mean()))
    chosen.data *= length
    targets = np.eye(len(FEELINGS), dtype=np.float32)[feelings]
    names, places = np.unique(corpus.sources, return_inverse=True)
    sources = np.concatenate((places, np.full(len(own), len(names))))
    if taught.texts:
        more = feature_rows(taught.texts, BITS)[:, buckets]
        more.data *= lift[more.indices] * length
        chosen = sparse.vstack([chosen, more]).tocsr()
        targets = np.vstack([targets, taught.shares])
        weights = np.concatenate((weights, np.full(len(taught.texts), TAUGHT_WEIGHT, dtype=np.float32)))
        sources = np.concatenate((sources, np.full(len(taught.texts), len(names) + 1)))
    with threadpool_limits(limits=1):
        networks = [Network(len(buckets), len(FEELINGS), recipe, seed, len(names) + 2) for seed in seeds]
        for network in networks:
            network.train(chosen, targets, weights, sources)
    share = np.float32(1 / len(networks))
    return SentimentWeights(
        buckets=buckets,
        first=np.hstack([network.first for network in networks]) * (lift * length)[:, None],
        first_bias=np.concatenate([network.first_bias for network in networks]),
        second=np.vstack([network.second for network in networks]) * share,
        second_bias=np.sum([network.bias for network in networks], axis=0) * share + NEUTRAL_OFFSET,
    )


def balance(corpus: Corpus) -> NDArray[np.float32]:
    """Row weights: every class counts the same in all, large sources less than their size."""
    _names, source, sizes = np.unique(corpus.sources, return_inverse=True, return_counts=True)
    weights = sizes[source] ** -SOURCE_POWER
    weights = weights / np.bincount(corpus.classes, weights, minlength=3)[corpus.classes]
    even: NDArray[np.float32] = (weights / weights.mean()).astype(np.float32)
    return even


def most_telling(
    rows: sparse.csr_matrix, classes: NDArray[np.int64], wanted: int, at_least: int
) -> NDArray[np.int64]:
    """The buckets whose share differs most between classes (chi-square), seen in at least so many texts."""
    present = rows.copy()
    present.data = np.ones_like(present.data)
    total = np.asarray(present.sum(axis=0)).ravel()
    worth = np.zeros(rows.shape[1])
    for place in np.unique(classes):
        chosen = classes == place
        expected = total * chosen.mean()
        seen = np.asarray(present[chosen].sum(axis=0)).ravel()
        worth += (seen - expected) ** 2 / np.maximum(expected, 1)
    worth[total < at_least] = 0
    best = np.argsort(-worth, kind="stable")[: min(wanted, int((worth > 0).sum()))]
    return np.sort(best)
