"""The shipped weights and the arithmetic that turns hashed features into class probabilities."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.features import Features

WEIGHTS = Path(__file__).with_name("weights.npz")
SENTIMENTS = ("negative", "neutral", "positive")
_FIELD = 17
_OFFSET = 128
_SAYS_NOTHING = np.array([0.0, 2.5, 0.0])


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of one release: `table` int8 (buckets x 3), packed for one look-up a feature; `known` Turkish words."""

    version: str
    bits: int
    packed: NDArray[np.float64]
    scale: float
    bias: NDArray[np.float64]
    temperature: float
    known: NDArray[np.uint8]

    def token_scores(self, features: Features, tokens: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """What each token adds to each class before length is taken into account, and how many features it has."""
        counts = np.bincount(features.tokens, minlength=tokens)
        sums = np.bincount(features.tokens, weights=self.packed[features.buckets], minlength=tokens).astype(
            np.int64
        )
        mask = (1 << _FIELD) - 1
        fields = np.stack([sums & mask, (sums >> _FIELD) & mask, sums >> (2 * _FIELD)], axis=1)
        return (fields - _OFFSET * counts[:, None]) * self.scale, counts

    def logits(
        self, scores: NDArray[np.float64], counts: NDArray[np.int64], bounds: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Class scores of stretches of tokens; `bounds` has one entry more than there are stretches."""
        summed = np.concatenate((np.zeros((1, 3)), np.cumsum(scores, axis=0)))
        number = np.concatenate(([0], np.cumsum(counts)))
        size = number[bounds[1:]] - number[bounds[:-1]]
        logits: NDArray[np.float64] = (summed[bounds[1:]] - summed[bounds[:-1]]) / np.sqrt(
            np.maximum(size, 1)
        )[:, None]
        return np.where(size[:, None] > 0, logits + self.bias, _SAYS_NOTHING)


def pack(table: NDArray[np.int8]) -> NDArray[np.float64]:
    """Three small weights in one exactly representable float, so that one look-up and one sum serve all classes."""
    raised = table.astype(np.int64) + _OFFSET
    return (raised[:, 0] | raised[:, 1] << _FIELD | raised[:, 2] << (2 * _FIELD)).astype(np.float64)


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows to probabilities."""
    exponent = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = exponent / exponent.sum(axis=1, keepdims=True)
    return shares


@cache
def shipped() -> Model:
    """The model inside the package, loaded once."""
    return load(WEIGHTS)


def load(path: Path) -> Model:
    """Read a weights file; plain arrays only."""
    with np.load(path, allow_pickle=False) as held:
        table = held["sentiment"]
        return Model(
            version=str(held["version"]),
            bits=int(np.log2(len(table))),
            packed=pack(table),
            scale=float(held["scale"]),
            bias=held["bias"].astype(np.float64),
            temperature=float(held["temperature"]),
            known=held["known"],
        )
