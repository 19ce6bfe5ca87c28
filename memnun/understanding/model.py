"""The shipped weights and the arithmetic that turns hashed features into class probabilities.

One hidden layer over hashed features: a token adds its features' rows, a text (or a clause) the sums of
its tokens.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from memnun.understanding.bearing import OUTPUTS, Bearing
from memnun.understanding.familiar import Familiar
from memnun.understanding.features import Features
from memnun.understanding.origin import Origin

WEIGHTS = Path(__file__).with_name("weights.npz")
SENTIMENTS = ("negative", "neutral", "positive")
_FEW = 4000
_SAYS_NOTHING = np.array([0.0, 2.5, 0.0])

Floats = NDArray[np.float32] | NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of one release.

    `row_of` gives each bucket its row in `first` (rows + 1 x hidden, OUTPUTS of the bearing and origins; the last
    row is zero), `second` is hidden x 3, `known` says of each word's slot whether it is Turkish.
    """

    version: str
    bits: int
    row_of: NDArray[np.int32]
    first: NDArray[np.float32]
    first_bias: NDArray[np.float32]
    second: NDArray[np.float32]
    second_bias: NDArray[np.float32]
    known: NDArray[np.bool_]
    bearing: Bearing | None = None
    familiar: Familiar | None = None
    origin: Origin | None = None

    def token_sums(self, features: Features, tokens: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """What each token adds to each hidden unit and to the bearing, and how many features it has."""
        counts = np.bincount(features.tokens, minlength=tokens)
        places = self.row_of.take(features.buckets)
        if len(places) < _FEW:
            bounds = counts.cumsum() - counts
            rows = self.first.take(places, axis=0)
            return (np.add.reduceat(rows, bounds, axis=0) if tokens else rows), counts
        kept = (places < len(self.first) - 1).nonzero()[0]
        bounds = np.searchsorted(features.tokens[kept], np.arange(tokens + 1)).astype(np.int32)
        ones = np.ones(len(kept), dtype=np.float32)
        table = sparse.csr_matrix((ones, places[kept], bounds), shape=(tokens, len(self.first)), copy=False)
        return np.asarray(table @ self.first), counts

    def stretches(
        self, sums: NDArray[np.float32], counts: NDArray[np.int64], bounds: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Sums of stretches of tokens, divided by the square root of their numbers of features, and these numbers;
        `bounds` has one entry more."""
        number = np.zeros(len(counts) + 1, dtype=np.int64)
        counts.cumsum(out=number[1:])
        reached = number[bounds]
        size = reached[1:] - reached[:-1]
        raw: NDArray[np.float32] = np.zeros((len(size), sums.shape[1]), dtype=np.float32)
        filled = (size > 0).nonzero()[0]
        if len(filled):
            raw[filled] = np.add.reduceat(sums, bounds[filled], axis=0)
        raw /= np.sqrt(np.maximum(size, 1)).astype(np.float32)[:, None]
        return raw, size

    def hidden(self, raw: NDArray[np.float32]) -> NDArray[np.float32]:
        """Hidden units of stretches."""
        awake: NDArray[np.float32] = np.maximum(raw[:, : len(self.first_bias)] + self.first_bias, 0)
        return awake

    def bearing_words(self, raw: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the words of stretches say to the bearing."""
        return raw[:, len(self.first_bias) : len(self.first_bias) + OUTPUTS]

    def origin_words(self, raw: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the words of stretches say of their origin."""
        return raw[:, len(self.first_bias) + OUTPUTS :]

    def logits(self, hidden: NDArray[np.float32], size: NDArray[np.int64]) -> NDArray[np.float64]:
        """Class scores; a stretch without any feature says nothing."""
        return np.where(size[:, None] > 0, hidden @ self.second + self.second_bias, _SAYS_NOTHING)

    def token_scores(
        self, sums: NDArray[np.float32], hidden: NDArray[np.float32], size: NDArray[np.int64],
        owners: NDArray[np.int32],
    ) -> NDArray[np.float32]:  # fmt: skip
        """What each token adds to each class of its text, to first order (units that stayed silent count
        nothing)."""
        awake = ((hidden > 0) / np.sqrt(np.maximum(size, 1))[:, None]).astype(np.float32)
        own = sums[:, : len(self.first_bias)] * awake[owners]
        scores: NDArray[np.float32] = np.matmul(own, self.second)
        return scores


def softmax(logits: Floats) -> NDArray[Any]:
    """Rows to probabilities."""
    exponent = np.exp(logits - np.maximum.reduce(logits, axis=1, keepdims=True))
    shares: NDArray[Any] = exponent / np.add.reduce(exponent, axis=1, keepdims=True)
    return shares


@cache
def shipped() -> Model:
    """The model inside the package, loaded once."""
    return load(WEIGHTS)


def load(path: Path) -> Model:
    """Read a weights file; plain arrays only."""
    with np.load(path, allow_pickle=False) as held:
        buckets, first = held["buckets"], held["first"]
        bits = int(held["bits"])
        row_of = np.full(1 << bits, len(buckets), dtype=np.int32)
        row_of[buckets] = np.arange(len(buckets), dtype=np.int32)
        rows = np.zeros((len(buckets) + 1, first.shape[1]), dtype=np.float32)
        rows[:-1] = first.astype(np.float32) * held["first_scale"]
        return Model(
            version=str(held["version"]),
            bits=bits,
            row_of=row_of,
            first=rows,
            first_bias=held["first_bias"],
            second=held["second"],
            second_bias=held["second_bias"],
            known=np.unpackbits(held["known"], bitorder="little").astype(bool),
            bearing=_bearing(held),
            familiar=_familiar(held, bits),
            origin=Origin(held["origin_bias"]) if "origin_bias" in held else None,
        )


def _bearing(held: Mapping[str, NDArray[Any]]) -> Bearing | None:
    """The second part of the weights; a file in the making has none yet."""
    if "bearing_inputs" not in held:
        return None
    return Bearing(held["bearing_inputs"], held["bearing_bias"], tuple(held["bearing_abouts"].tolist()))


def _familiar(held: Mapping[str, NDArray[Any]], bits: int) -> Familiar | None:
    """The third part of the weights; a file in the making has none yet."""
    if "familiar_buckets" not in held:
        return None
    table = np.zeros((1 << bits, 4), dtype=np.float32)
    buckets = held["familiar_buckets"]
    table[buckets, :3] = held["familiar_words"] * held["familiar_scale"]
    table[buckets, 3] = (held["familiar_rarity"] * held["familiar_step"]) ** 2
    return Familiar(table, held["familiar_bias"])
