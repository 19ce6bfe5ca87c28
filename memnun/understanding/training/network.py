"""A small network over sparse features, trained with Adam: one hidden layer, features dropped at random.

Dropping half of the features of every text is what makes the weights hold on sources never seen: no single
word
may carry a decision. Every source has its own class offsets, so that the weights need not learn how often each
source complains; a new source is read with the mean of them. Single-threaded numpy and scipy with a fixed seed
give the same bytes each time.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Matrix = NDArray[np.float32]
_FIRST, _SECOND, _TINY = np.float32(0.9), np.float32(0.999), np.float32(1e-8)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How long and how hard to train."""

    hidden: int = 32
    epochs: int = 6
    batch: int = 512
    rate: float = 1.5e-3
    feature_drop: float = 0.5
    hidden_drop: float = 0.3
    decay: float = 1e-4
    offset_rate: float = 3.0
    offset_decay: float = 1e-3


class Network:
    """`first` (features x hidden), `first_bias`, `second` (hidden x classes), `second_bias`, and `offsets`
    (sources x classes)."""

    def __init__(self, features: int, classes: int, recipe: Recipe, seed: int, sources: int = 1) -> None:
        self.recipe = recipe
        self._random = np.random.default_rng(seed)
        spread = 0.05 * np.sqrt(2 / features**0.5)
        self.first = (self._random.standard_normal((features, recipe.hidden)) * spread).astype(np.float32)
        self.first_bias = np.zeros(recipe.hidden, dtype=np.float32)
        second = self._random.standard_normal((recipe.hidden, classes)) * np.sqrt(2 / recipe.hidden)
        self.second = second.astype(np.float32)
        self.second_bias = np.zeros(classes, dtype=np.float32)
        self.offsets = np.zeros((sources, classes), dtype=np.float32)
        self._means = [np.zeros_like(part) for part in self._parts()]
        self._squares = [np.zeros_like(part) for part in self._parts()]
        self._step = 0

    def _parts(self) -> list[Matrix]:
        return [self.first, self.first_bias, self.second, self.second_bias, self.offsets]

    def logits(self, rows: sparse.csr_matrix) -> Matrix:
        """Class scores of normalised feature rows of no known source."""
        hidden = np.maximum(rows @ self.first + self.first_bias, 0)
        scores: Matrix = hidden @ self.second + self.bias
        return scores

    @property
    def bias(self) -> Matrix:
        """Class bias for a text of no known source."""
        mean: Matrix = self.second_bias + self.offsets.mean(axis=0)
        return mean

    def train(
        self, rows: sparse.csr_matrix, targets: Matrix, weights: Matrix, sources: NDArray[np.int64]
    ) -> None:
        """All epochs; `targets` are class probabilities a row, `weights` how much each row counts, `sources`
        numbers from 0."""
        recipe = self.recipe
        for epoch in range(recipe.epochs):
            order = self._random.permutation(rows.shape[0])
            rate = recipe.rate * (1 - epoch / recipe.epochs)
            for start in range(0, len(order), recipe.batch):
                chosen = order[start : start + recipe.batch]
                self._learn(
                    self._thinned(rows[chosen]), targets[chosen], weights[chosen], sources[chosen], rate
                )

    def _thinned(self, rows: sparse.csr_matrix) -> sparse.csr_matrix:
        kept = self._random.random(len(rows.data)) > self.recipe.feature_drop
        rows.data = rows.data * kept.astype(np.float32) / np.float32(1 - self.recipe.feature_drop)
        return rows

    def _learn(
        self,
        rows: sparse.csr_matrix,
        targets: Matrix,
        weights: Matrix,
        sources: NDArray[np.int64],
        rate: float,
    ) -> None:
        kept = np.float32(1 - self.recipe.hidden_drop)
        hidden = np.maximum(rows @ self.first + self.first_bias, 0)
        mask = (self._random.random(hidden.shape) < kept).astype(np.float32) / kept
        hidden *= mask
        scores = hidden @ self.second + self.second_bias + self.offsets[sources]
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        error = ((shares - targets) * weights[:, None] / np.float32(len(weights))).astype(np.float32)
        back = (error @ self.second.T) * (hidden > 0) * mask
        decay = np.float32(self.recipe.decay)
        self._step += 1
        self._adam(0, self.first, np.asarray(rows.T @ back) + decay * self.first, rate)
        self._adam(1, self.first_bias, back.sum(axis=0), rate)
        self._adam(2, self.second, hidden.T @ error + decay * self.second, rate)
        self._adam(3, self.second_bias, error.sum(axis=0), rate)
        pull = np.float32(self.recipe.offset_decay) * self.offsets
        np.add.at(pull, sources, error)
        self._adam(4, self.offsets, pull, rate * self.recipe.offset_rate)

    def _adam(self, place: int, part: Matrix, slope: Matrix, rate: float) -> None:
        mean, square = self._means[place], self._squares[place]
        mean *= _FIRST
        mean += (1 - _FIRST) * slope
        slope *= slope
        square *= _SECOND
        square += (1 - _SECOND) * slope
        scale = rate * np.sqrt(1 - 0.999**self._step) / (1 - 0.9**self._step)
        part -= np.float32(scale) * mean / (np.sqrt(square) + _TINY)
