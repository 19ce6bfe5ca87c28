"""A linear text classifier a brand can train on its own labels: own topics, or corrections of ours.

The features are those of reading; training is logistic regression by L-BFGS, done in seconds for thousands
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
        return softmax(np.asarray(rows @ self.weights) + self.bias)

    def classify(self, texts: Sequence[str]) -> list[str]:
        """The likeliest label of each text."""
        return [self.labels[place] for place in self.probabilities(texts).argmax(axis=1)] if texts else []


def train_classifier(
    texts: Sequence[str], labels: Sequence[str], *, evenness: float = 0.5, penalty: float = 3e-5
) -> Classifier:
    """Train on labelled texts. `evenness` 0 keeps the labels' frequencies, 1 lets each label count the
    same."""
    names, target = np.unique(np.asarray(labels), return_inverse=True)
    if len(names) < 2:
        raise ValueError("A classifier needs texts of at least two labels.")
    rows = feature_rows(texts, BITS)
    buckets = np.flatnonzero(np.bincount(rows.indices, minlength=rows.shape[1]) >= 2)
    lift = rarity(rows)[buckets]
    seen = rows[:, buckets]
    seen.data *= lift[seen.indices]
    weights = np.bincount(target)[target] ** -evenness
    solved, bias = _solve(seen.astype(np.float64), target, len(names), weights / weights.sum(), penalty)
    return Classifier(tuple(names.tolist()), buckets, (solved * lift[:, None]).astype(np.float32), bias)


def _solve(
    rows: sparse.csr_matrix,
    target: NDArray[np.int64],
    labels: int,
    weights: NDArray[np.float64],
    penalty: float,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    shape = (rows.shape[1], labels)
    turned = rows.T.tocsr()
    wanted = np.eye(labels)[target]

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        table, bias = point[:-labels].reshape(shape), point[-labels:]
        shares = softmax(rows @ table + bias)
        error = (shares - wanted) * weights[:, None]
        cost = -float(weights @ np.log(np.maximum(shares[np.arange(len(target)), target], 1e-12)))
        slope = turned @ error + penalty * table
        return cost + penalty / 2 * float((table**2).sum()), np.concatenate(
            (slope.ravel(), error.sum(axis=0))
        )

    start = np.zeros(shape[0] * labels + labels)
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS, "maxcor": _REMEMBERED}
    )
    return found.x[:-labels].reshape(shape), found.x[-labels:]
