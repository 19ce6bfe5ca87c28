"""A linear text classifier a brand can train on its own labels: own topics, or corrections of ours.

The features are those of reading, letter groups and words weighed apart; training is a linear support vector machine
by L-BFGS, and then one offset a label from texts it was not trained on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from memnun.understanding.matrix import parted_counts, rarity
from memnun.understanding.meant import Meant, train_meant
from memnun.understanding.model import softmax
from memnun.understanding.offsets import ENOUGH_ROWS, fit_offsets
from memnun.understanding.second.reader import SecondReader

BITS = 20
_ROUNDS = 80
_REMEMBERED = 8
_SEEN_AT_LEAST = 2
_SHARPNESS = 2.0
_SOFTNESS = 0.3
_EVENNESS = 0.75
_FOLDS = 3
MEANT_SAY = 0.035
"""What the second reader's logarithms count beside the words' scores; chosen on folds of the telecom labels."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """Labels and, for the buckets seen in training, how rare each is and one weight a label; with a second reader
    also what each label is like by it."""

    labels: tuple[str, ...]
    buckets: NDArray[np.int64]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float64]
    second: SecondReader | None = None
    meant: Meant | None = None

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Texts x labels."""
        scores = self.scores(parted_counts(texts, BITS))
        if self.second and self.meant:
            scores = scores + MEANT_SAY * self.meant.scores_of(self.second, texts)
        return softmax(_SHARPNESS * scores)

    def scores(self, rows: sparse.csr_matrix) -> NDArray[np.float64]:
        """Rows of `parted_counts` x labels by words alone; the highest is the likeliest."""
        return np.asarray(_weighed(rows, self.buckets, self.rarity) @ self.weights) + self.bias

    def classify(self, texts: Sequence[str]) -> list[str]:
        """The likeliest label of each text."""
        return [self.labels[place] for place in self.probabilities(texts).argmax(axis=1)] if texts else []


def train_classifier(
    texts: Sequence[str],
    labels: Sequence[str],
    *,
    evenness: float = _EVENNESS,
    softness: float = _SOFTNESS,
    second: SecondReader | None = None,
) -> Classifier:
    """Train on labelled texts. `evenness` 0 keeps the labels' frequencies, 1 lets each label count the same;
    `softness` is the support vector machine's C. With a `second` reader every text is given to it too, to learn from
    and whenever the classifier is asked: better, and some 20 ms a text. Raises ValueError where there are less than
    two labels.
    """
    names, target = np.unique(np.asarray(labels), return_inverse=True)
    if len(names) < 2:
        raise ValueError("A classifier needs texts of at least two labels.")
    rows = parted_counts(texts, BITS)
    label_names = tuple(names.tolist())

    means = second.means(texts) if second else None

    def train(chosen: NDArray[np.int64]) -> Classifier:
        words = _train(rows[chosen], target[chosen], label_names, evenness, softness)
        if means is None:
            return words
        return replace(words, second=second, meant=train_meant(means[chosen], target[chosen], len(names)))

    def score(trained: Classifier, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        scores = trained.scores(rows[chosen])
        if trained.meant and means is not None:
            scores = scores + MEANT_SAY * trained.meant.scores(means[chosen])
        return scores

    whole = train(np.arange(len(target)))
    if np.bincount(target).max() < ENOUGH_ROWS:
        return whole
    return replace(whole, bias=whole.bias + fit_offsets(_unseen_scores(train, score, target), target))


def _train(
    rows: sparse.csr_matrix,
    target: NDArray[np.int64],
    names: tuple[str, ...],
    evenness: float,
    softness: float,
) -> Classifier:
    """Without offsets; `target` holds the place of each row's label in `names`."""
    buckets = np.flatnonzero(np.bincount(rows.indices, minlength=rows.shape[1]) >= _SEEN_AT_LEAST)
    lift = rarity(rows)[buckets]
    seen = _weighed(rows, buckets, lift).astype(np.float64)
    weights = np.bincount(target)[target] ** -evenness
    penalty = 1 / (softness * len(target))
    solved, bias = _solve(seen, target, len(names), weights / weights.sum(), penalty)
    return Classifier(names, buckets, lift, solved.astype(np.float32), bias)


def _unseen_scores(
    train: Callable[[NDArray[np.int64]], Classifier],
    score: Callable[[Classifier, NDArray[np.bool_]], NDArray[np.float64]],
    target: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Scores of every row by a classifier trained without its fold; each label is dealt evenly to the folds."""
    folds = np.empty(len(target), dtype=np.int64)
    for label in range(target.max() + 1):
        held = np.flatnonzero(target == label)
        folds[held] = np.arange(len(held)) % _FOLDS
    scores = np.empty((len(target), target.max() + 1))
    for fold in range(_FOLDS):
        scores[folds == fold] = score(train(np.flatnonzero(folds != fold)), folds == fold)
    return scores


def _weighed(
    rows: sparse.csr_matrix, buckets: NDArray[np.int64], lift: NDArray[np.float32]
) -> sparse.csr_matrix:
    """What is there counts by the root of its rarity, however often it is there. Of every text, long or short, the
    letter groups count half and the words half."""
    weighed = rows[:, buckets]
    weighed.data = np.sqrt(lift)[weighed.indices]
    words = buckets[weighed.indices] >= 1 << BITS
    texts = np.repeat(np.arange(weighed.shape[0]), np.diff(weighed.indptr))
    parts = 2 * texts + words
    squares = np.bincount(parts, weights=weighed.data**2, minlength=2 * weighed.shape[0])
    weighed.data *= np.sqrt(0.5 / np.maximum(squares, 1e-9)).astype(np.float32)[parts]
    return weighed


def _solve(
    rows: sparse.csr_matrix,
    target: NDArray[np.int64],
    labels: int,
    weights: NDArray[np.float64],
    penalty: float,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """One label against all others, squared hinge loss: kinder to labels with few texts than logistic loss."""
    shape = (rows.shape[1], labels)
    turned = rows.T.tocsr()
    sign = 2 * np.eye(labels)[target] - 1

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        table, bias = point[:-labels].reshape(shape), point[-labels:]
        short = np.maximum(0, 1 - sign * (rows @ table + bias))
        error = -2 * sign * short * weights[:, None]
        cost = float(weights @ (short**2).sum(axis=1)) + penalty / 2 * float((table**2).sum())
        return cost, np.concatenate(((turned @ error + penalty * table).ravel(), error.sum(axis=0)))

    start = np.zeros(shape[0] * labels + labels)
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS, "maxcor": _REMEMBERED}
    )
    return found.x[:-labels].reshape(shape), found.x[-labels:]
