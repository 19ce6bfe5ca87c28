"""The shipped weights and the arithmetic that turns hashed features into class probabilities.

One hidden layer over hashed features: a token adds its features' rows, a text (or a clause) the sums of
its tokens.
"""

from collections.abc import Mapping, Sequence
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
FEELINGS = (*SENTIMENTS, "mixed")
"""What is learnt: mixed feelings are told from no feelings, and count as neutral."""
NEUTRAL, MIXED = FEELINGS.index("neutral"), FEELINGS.index("mixed")
_FEW = 4000
_SILENT, _ONE = np.float32(0), np.float32(1)
_SAYS_NOTHING = np.array([0.0, 2.5, 0.0, -20.0])

Floats = NDArray[np.float32] | NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of one release.

    `row_of` gives each bucket its row in `first` (rows + 1 x hidden, OUTPUTS of the bearing and origins; the last
    row is zero), `second` is hidden x FEELINGS, `telling` (3 x hidden) what a unit says for a class against the other two, `known` says of each word's slot whether it is Turkish.
    """

    version: str
    bits: int
    row_of: NDArray[np.int32]
    first: NDArray[np.float32]
    first_bias: NDArray[np.float32]
    second: NDArray[np.float32]
    second_bias: NDArray[np.float32]
    telling: NDArray[np.float32]
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
        self, sums: NDArray[np.float32], counts: NDArray[np.int64], text_tokens: NDArray[np.int64],
        clauses: Sequence[int] = (),
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:  # fmt: skip
        """Sums of the tokens of each text, then of each clause, divided by their lengths, and these lengths: the
        square roots of their numbers of features, 0 where there is none. `text_tokens` bounds the texts' tokens; `clauses` are the first tokens of
        clauses."""
        texts = len(text_tokens) - 1
        size = np.zeros(texts + len(clauses), dtype=np.int64)
        raw: NDArray[np.float32] = np.zeros((len(size), sums.shape[1]), dtype=np.float32)
        filled = (text_tokens[1:] > text_tokens[:-1]).nonzero()[0]
        parts = (filled, text_tokens.take(filled)), (slice(texts, None), np.array(clauses, dtype=np.int64))
        for own, starts in parts:
            if len(starts):
                size[own] = np.add.reduceat(counts, starts)
                raw[own] = np.add.reduceat(sums, starts, axis=0)
        lengths = np.sqrt(size).astype(np.float32)[:, None]
        raw /= np.maximum(lengths, _ONE)
        return raw, lengths

    def hidden(self, raw: NDArray[np.float32]) -> NDArray[np.float32]:
        """Hidden units of stretches."""
        awake: NDArray[np.float32] = np.maximum(raw[:, : len(self.first_bias)] + self.first_bias, _SILENT)
        return awake

    def bearing_words(self, raw: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the words of stretches say to the bearing."""
        return raw[:, len(self.first_bias) : len(self.first_bias) + OUTPUTS]

    def origin_words(self, raw: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the words of stretches say of their origin."""
        return raw[:, len(self.first_bias) + OUTPUTS :]

    def feelings(self, hidden: NDArray[np.float32], lengths: NDArray[np.float32]) -> NDArray[np.float64]:
        """Stretches x FEELINGS: scores; a stretch without any feature says nothing."""
        scores = (hidden @ self.second + self.second_bias).astype(np.float64)
        if np.count_nonzero(lengths) < len(lengths):
            scores[lengths[:, 0] == 0] = _SAYS_NOTHING
        return scores

    def token_gains(
        self, sums: NDArray[np.float32], hidden: NDArray[np.float32], lengths: NDArray[np.float32],
        owners: NDArray[np.int32], told: Sequence[int],
    ) -> NDArray[np.float32]:  # fmt: skip
        """How much each token speaks for the sentiment `told` of its text against the other two, to first order
        (units that stayed silent count nothing)."""
        toward = (hidden > 0) * self.telling.take(told, axis=0) / np.maximum(lengths, _ONE)
        own = sums[:, : len(self.first_bias)]
        gains: NDArray[np.float32] = np.einsum("ij,ij->i", own, toward.take(owners, axis=0))
        return gains


def as_sentiments(scores: Floats) -> NDArray[Any]:
    """Rows x SENTIMENTS of rows x FEELINGS, both logarithms of what each is worth: who has mixed feelings is read as
    neutral."""
    read: NDArray[Any] = scores[:, : len(SENTIMENTS)].copy()
    np.logaddexp(scores[:, NEUTRAL], scores[:, MIXED], out=read[:, NEUTRAL])
    return read


def mixed_odds(scores: Floats) -> NDArray[Any]:
    """One number a row of rows x FEELINGS: the log-odds of mixed feelings against none."""
    odds: NDArray[Any] = scores[:, MIXED] - scores[:, NEUTRAL]
    return odds


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
        buckets, first = _marked(held["buckets"]), held["first"].T
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
            telling=_telling(held["second"]),
            second_bias=held["second_bias"],
            known=np.unpackbits(held["known"], bitorder="little").astype(bool),
            bearing=_bearing(held),
            familiar=_familiar(held, bits),
            origin=Origin(held["origin_bias"]) if "origin_bias" in held else None,
        )


def _telling(second: NDArray[np.float32]) -> NDArray[np.float32]:
    told = second[:, : len(SENTIMENTS)]
    return np.ascontiguousarray((1.5 * told - told.sum(axis=1, keepdims=True) / 2).T)


def _bearing(held: Mapping[str, NDArray[Any]]) -> Bearing | None:
    """The second part of the weights; a file in the making has none yet."""
    if "bearing_inputs" not in held:
        return None
    return Bearing(held["bearing_inputs"], held["bearing_bias"], tuple(held["bearing_abouts"].tolist()))


def _familiar(held: Mapping[str, NDArray[Any]], bits: int) -> Familiar | None:
    """The third part of the weights; a file in the making has none yet."""
    if "familiar_buckets" not in held:
        return None
    buckets, words = _marked(held["familiar_buckets"]), held["familiar_words"].T
    table = np.zeros((1 << bits, words.shape[1] + 1), dtype=np.float32)
    table[buckets, :-1] = words * held["familiar_scale"]
    table[buckets, -1] = (held["familiar_rarity"] * held["familiar_step"]) ** 2
    return Familiar(table, held["familiar_bias"])


def _marked(bits: NDArray[np.uint8]) -> NDArray[np.int64]:
    """The places of the bits that are set."""
    return np.flatnonzero(np.unpackbits(bits, bitorder="little"))
