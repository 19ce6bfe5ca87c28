"""Learns from a brand's corrections, and is adopted only where it reads that brand's held-back ones better.

The shipped network stays as it is; a correction moves the scores through a small ridge layer over the
network's
hidden units and class scores, so a few dozen corrections suffice and wording unseen in them is hardly
touched.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from memnun.understanding.brand_layer import Adaptation
from memnun.understanding.features import WordHashes, extract
from memnun.understanding.folding import fold
from memnun.understanding.model import SENTIMENTS, Model, shipped, softmax

LEAST_CORRECTIONS = 40
HELD_BACK = 0.3
PENALTY = 0.02
CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Correction:
    """A text and the sentiment a person says it has."""

    text: str
    sentiment: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying: the adaptation when adopted, and how many held-back corrections each side got
    right."""

    adaptation: Adaptation | None
    held_back: int
    shipped_right: int
    adapted_right: int

    @property
    def adopted(self) -> bool:
        """Whether the adaptation read the held-back corrections better than chance explains."""
        return self.adaptation is not None


def adapt(corrections: Sequence[Correction], model: Model | None = None) -> Trial:
    """Train on most corrections and judge on the rest; the same corrections give the same answer.

    Adopted only when, of the held-back corrections on which the two differ, so many go to the adaptation
    that a
    fair coin would do it less than one time in ten. Raises ValueError on an unknown sentiment.
    """
    model = model or shipped()
    if unknown := {correction.sentiment for correction in corrections} - set(SENTIMENTS):
        raise ValueError(f"Unknown sentiment: {', '.join(sorted(unknown))}.")
    unique = list({correction.text: correction for correction in corrections}.values())
    if len(unique) < LEAST_CORRECTIONS:
        return Trial(None, 0, 0, 0)
    held = np.array([_held_back(correction.text) for correction in unique])
    target = np.array([SENTIMENTS.index(correction.sentiment) for correction in unique])
    hidden, logits = _scores([correction.text for correction in unique], model)
    learned = _learn(hidden[~held], logits[~held], target[~held])
    before = logits[held].argmax(axis=1) == target[held]
    after = (logits[held] + learned.shift(hidden[held])).argmax(axis=1) == target[held]
    better = _surely_better(gained=int((after & ~before).sum()), lost=int((before & ~after).sum()))
    return Trial(learned if better else None, int(held.sum()), int(before.sum()), int(after.sum()))


def _held_back(text: str) -> bool:
    """The same texts are held back every night, so that no judgement rests on a text once learned from."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[0] < 256 * HELD_BACK


def _scores(texts: Sequence[str], model: Model) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    folded = fold(texts)
    found = extract(folded, WordHashes(folded), model.bits)
    hidden, size = model.hidden(*model.token_sums(found, len(folded.token_starts)), folded.text_tokens)
    return hidden.astype(np.float64), model.logits(hidden, size)


def _learn(hidden: NDArray[np.float64], logits: NDArray[np.float64], target: NDArray[np.int64]) -> Adaptation:
    classes = len(SENTIMENTS)
    shape = (hidden.shape[1], classes)
    wanted = np.eye(classes)[target]

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights, bias = point[:-classes].reshape(shape), point[-classes:]
        shares = softmax(logits + hidden @ weights + bias)
        error = (shares - wanted) / len(target)
        cost = -float(np.log(np.maximum((shares * wanted).sum(axis=1), 1e-12)).mean())
        cost += PENALTY / 2 * float((point**2).sum())
        return cost, np.concatenate(((hidden.T @ error).ravel(), error.sum(axis=0))) + PENALTY * point

    found = minimize(loss, np.zeros(shape[0] * classes + classes), jac=True, method="L-BFGS-B").x
    return Adaptation(found[:-classes].reshape(shape), found[-classes:])


def _surely_better(*, gained: int, lost: int) -> bool:
    """One-sided sign test over the corrections on which both differ (McNemar, exact)."""
    differing = gained + lost
    chance = sum(comb(differing, place) for place in range(gained, differing + 1)) / 2**differing
    return gained > lost and chance < 1 - CONFIDENCE
