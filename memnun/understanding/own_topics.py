"""Learns the topics a brand names itself, from a few texts of each against many others.

A topic is learned by ridge logistic regression over the words of its examples; where it begins to hold is chosen
on texts not learned from, so that a rare topic does not call everything its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from memnun.understanding.brand_layer import LabelLayer
from memnun.understanding.chance import held_back, surely_better
from memnun.understanding.label_adaptation import LabelTrial, label_layer, learn_label
from memnun.understanding.matrix import feature_rows
from memnun.understanding.model import Model, shipped

LEAST_EXAMPLES = 15
FIELD = "topics"
_SEEN_AT_LEAST = 2
_FOLDS = 5
_PENALTY = 0.1
_NEVER_SAID = -1.0


@dataclass(frozen=True, slots=True)
class OwnTopic:
    """A topic by its slug (`own:` and the brand's word), texts it holds in, and texts it does not."""

    slug: str
    told: tuple[str, ...]
    denied: tuple[str, ...] = ()


def learn_own_topics(
    topics: Sequence[OwnTopic], others: Sequence[str], model: Model | None = None
) -> tuple[LabelLayer | None, list[LabelTrial]]:
    """Try every topic with enough examples; `others` are texts of the brand nobody gave one of the topics.

    A topic is adopted when of the held-back texts so many more are read rightly with it than without that a fair
    coin would do it less than one time in ten.
    """
    model = model or shipped()
    topics = [topic for topic in topics if len(set(topic.told)) >= LEAST_EXAMPLES]
    texts = list(
        dict.fromkeys([text for topic in topics for text in (*topic.told, *topic.denied)] + [*others])
    )
    if not topics or not texts:
        return None, []
    rows = feature_rows(texts, model.bits)
    held = np.array([held_back(text) for text in texts])
    buckets = np.flatnonzero(np.bincount(rows[~held].indices, minlength=rows.shape[1]) >= _SEEN_AT_LEAST)
    seen = sparse.csr_matrix(rows[:, buckets], dtype=np.float64)
    trials, columns = [], []
    for topic in topics:
        told = set(topic.told)
        target = np.array([text in told for text in texts])
        if not _both_on_both_sides(target, held):
            continue
        column = _learned(seen[~held], target[~held])
        trial = _tried(topic.slug, seen[held] @ column[:-2] + column[-2] - column[-1] > 0, target[held])
        trials.append(trial)
        if trial.adopted:
            columns.append((topic.slug, column))
    return (label_layer(FIELD, buckets, columns) if columns else None), trials


def _both_on_both_sides(target: NDArray[np.bool_], held: NDArray[np.bool_]) -> bool:
    return all(len(np.unique(side)) > 1 for side in (target[held], target[~held]))


def _learned(rows: sparse.csr_matrix, target: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights, bias, and the trust in a reading that never says it."""
    said = np.full(len(target), _NEVER_SAID)
    penalty = _PENALTY / target.sum()
    folds = np.arange(len(target)) % _FOLDS
    scores = np.zeros(len(target))
    for fold in range(_FOLDS):
        here = folds == fold
        if len(np.unique(target[~here])) > 1:
            part = learn_label(rows[~here], said[~here], target[~here], penalty)
            scores[here] = rows[here] @ part[:-2] + part[-2] - part[-1]
    column = learn_label(rows, said, target, penalty)
    column[-2] -= _beginning(scores, target)
    return column


def _beginning(scores: NDArray[np.float64], target: NDArray[np.bool_]) -> float:
    """The score from which on calling the topic is right most often, never below the plain one of zero."""
    order = np.argsort(-scores, kind="stable")
    gains = np.cumsum(np.where(target[order], 1, -1))
    gains[scores[order] <= 0] = -len(target)
    best = int(gains.argmax())
    if gains[best] <= 0:
        return 0.0
    below = scores[order[best + 1]] if best + 1 < len(order) else scores[order[best]]
    return max(float((scores[order[best]] + below) / 2), 0.0)


def _tried(slug: str, said: NDArray[np.bool_], target: NDArray[np.bool_]) -> LabelTrial:
    gained, lost = int((said & target).sum()), int((said & ~target).sum())
    return LabelTrial(
        FIELD, slug, len(target), int((~target).sum()), int((said == target).sum()),
        adopted=surely_better(gained=gained, lost=lost),
    )  # fmt: skip
