"""What a label is like by the second reader: softmax regression over where texts stand among all texts. Heard a
little beside the words themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from memnun.understanding.second.reader import SecondReader

SOFTNESS = 0.03
EVENNESS = 0.5
_ROUNDS = 200
_LEAST_SPREAD = 1e-6

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Meant:
    """Weights (width x labels) over means that were centred and spread evenly."""

    centre: Floats
    spread: Floats
    weights: Floats
    bias: Floats

    def scores(self, means: NDArray[np.float32]) -> Floats:
        """Texts x labels, logarithms of probabilities; `means` as `SecondReader.means` gives them."""
        scores = (means - self.centre) / self.spread @ self.weights + self.bias
        logarithms: Floats = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
        return logarithms

    def scores_of(self, reader: SecondReader, texts: Sequence[str]) -> Floats:
        """The same of texts."""
        return self.scores(reader.means(texts))


def train_meant(means: NDArray[np.float32], target: NDArray[np.int64], labels: int) -> Meant:
    """Learn from texts' means and the places of their labels: log loss, labels weighted by their frequency to the
    power of -EVENNESS, and a quadratic penalty that SOFTNESS divides. Deterministic."""
    centre, spread = (
        means.mean(axis=0, dtype=float),
        np.maximum(means.std(axis=0, dtype=float), _LEAST_SPREAD),
    )
    rows: Floats = (means - centre) / spread
    truth = np.eye(labels)[target]
    worth = np.maximum(np.bincount(target, minlength=labels), 1)[target] ** -EVENNESS
    worth = worth / worth.sum()
    penalty = 1 / (SOFTNESS * len(target))
    size = rows.shape[1] * labels

    def loss(point: Floats) -> tuple[float, Floats]:
        weights, bias = point[:size].reshape(-1, labels), point[size:]
        scores = rows @ weights + bias
        scores -= np.logaddexp.reduce(scores, axis=1, keepdims=True)
        error = worth[:, None] * (np.exp(scores) - truth)
        cost = -float(worth @ (scores * truth).sum(axis=1)) + penalty / 2 * float((weights**2).sum())
        return cost, np.concatenate(((rows.T @ error + penalty * weights).ravel(), error.sum(axis=0)))

    found = minimize(
        loss, np.zeros(size + labels), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS, "maxcor": 8}
    ).x
    return Meant(centre, spread, found[:size].reshape(-1, labels), found[size:])
