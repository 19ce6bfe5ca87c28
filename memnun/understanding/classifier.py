"""A linear text classifier a brand can train on its own labels: own topics, or corrections of ours.

The features are those of reading; training is a linear support vector machine by L-BFGS, done in seconds for
thousands of texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from memnun.understanding.matrix import feature_rows, rarity
from memnun.understanding.model import softmax

BITS = 20
_ROUNDS = 80
_REMEMBERED = 8
_SEEN_AT_LEAST = 2
_SHARPNESS = 2.0
_SOFTNESS = 0.3
_EVENNESS = 0.75


@dataclass(frozen=True, slots=True)
class Classifier:
    """Labels and, for the buckets seen in training, how rare each is and one weight a label."""

    labels: tuple[str, ...]
    buckets: NDArray[np.int64]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float64]

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Texts x labels."""
        rows = _weighed(feature_rows(texts, BITS)[:, self.buckets], self.rarity)
        return softmax(_SHARPNESS * (np.asarray(rows @ self.weights) + self.bias))

    def classify(self, texts: Sequence[str]) -> list[str]:
        """The likeliest label of each text."""
        return [self.labels[place] for place in self.probabilities(texts).argmax(axis=1)] if texts else []


def train_classifier(
    texts: Sequence[str], labels: Sequence[str], *, evenness: float = _EVENNESS, softness: float = _SOFTNESS
) -> Classifier:
    """Train on labelled texts. `evenness` 0 keeps the labels' frequencies, 1 lets each label count the same;
    `softness` is the support vector machine's C. Raises ValueError where there are less than two labels.
    """
    names, target = np.unique(np.asarray(labels), return_inverse=True)
    if len(names) < 2:
        raise ValueError("A classifier needs texts of at least two labels.")
    rows = feature_rows(texts, BITS)
    buckets = np.flatnonzero(np.bincount(rows.indices, minlength=rows.shape[1]) >= _SEEN_AT_LEAST)
    lift = rarity(rows)[buckets]
    seen = _weighed(rows[:, buckets], lift).astype(np.float64)
    weights = np.bincount(target)[target] ** -evenness
    penalty = 1 / (softness * len(target))
    solved, bias = _solve(seen, target, len(names), weights / weights.sum(), penalty)
    return Classifier(tuple(names.tolist()), buckets, lift, solved.astype(np.float32), bias)


def _weighed(rows: sparse.csr_matrix, lift: NDArray[np.float32]) -> sparse.csr_matrix:
    """What is there counts by the root of its rarity, however often it is there; every text counts the same, long
    or short."""
    weighed = rows.copy()
    weighed.data = np.sqrt(lift)[weighed.indices]
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags((1 / np.maximum(length, 1e-9)).astype(np.float32)) @ weighed)


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
