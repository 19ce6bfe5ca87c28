"""A linear text classifier a brand can train on its own labels: own topics, or corrections of ours.

The features are those of reading; training is a linear support vector machine by L-BFGS, done in seconds for thousands
of texts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from memnun.understanding.matrix import feature_rows, rarity
from memnun.understanding.model import softmax

BITS = 18
_ROUNDS = 60
_REMEMBERED = 8
_ROW_LENGTH = 3.0
_SHARPNESS = 2.0


@dataclass(frozen=True, slots=True)
class Classifier:
    """Labels and, for the buckets seen in training, one weight a label."""

    labels: tuple[str, ...]
    buckets: NDArray[np.int64]
    weights: NDArray[np.float32]
    bias: NDArray[np.float64]

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Texts x labels."""
        rows = feature_rows(texts, BITS)[:, self.buckets]
        return softmax(_SHARPNESS * (np.asarray(rows @ self.weights) + self.bias))

    def classify(self, texts: Sequence[str]) -> list[str]:
        """The likeliest label of each text."""
        return [self.labels[place] for place in self.probabilities(texts).argmax(axis=1)] if texts else []


def train_classifier(
    texts: Sequence[str], labels: Sequence[str], *, evenness: float = 1.0, penalty: float = 0.004
) -> Classifier:
    """Train on labelled texts. `evenness` 0 keeps the labels' frequencies, 1 lets each label count the same."""
    names, target = np.unique(np.asarray(labels), return_inverse=True)
    if len(names) < 2:
        raise ValueError("A classifier needs texts of at least two labels.")
    rows = feature_rows(texts, BITS)
    buckets = np.flatnonzero(np.bincount(rows.indices, minlength=rows.shape[1]) >= 2)
    lift = rarity(rows)[buckets]
    seen = rows[:, buckets]
    seen.data *= lift[seen.indices]
    length = _ROW_LENGTH / np.sqrt(max(seen.multiply(seen).sum(axis=1).mean(), 1e-9))
    weights = np.bincount(target)[target] ** -evenness
    solved, bias = _solve(
        seen.astype(np.float64) * length, target, len(names), weights / weights.sum(), penalty
    )
    return Classifier(
        tuple(names.tolist()), buckets, (solved * lift[:, None] * length).astype(np.float32), bias
    )


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
