"""Learns from a brand's corrections, and is adopted only where it reads that brand's held-back ones better.

The shipped network stays as it is; a correction of sentiment moves the scores through a small ridge layer over the
network's hidden units and class scores, so a few dozen corrections suffice and wording unseen in them is hardly
touched. Kinds and topics are learned label by label (`label_adaptation`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.brand_layer import Adaptation, LabelLayer
from memnun.understanding.chance import held_back, surely_better
from memnun.understanding.descent import lowest
from memnun.understanding.features import WordHashes, extract
from memnun.understanding.folding import fold
from memnun.understanding.label_adaptation import LabelTrial, adapt_labels
from memnun.understanding.model import SENTIMENTS, Model, as_sentiments, shipped, softmax

LEAST_CORRECTIONS = 40
PENALTY = 0.02


@dataclass(frozen=True, slots=True)
class Correction:
    """A text and what a person says of it: its sentiment, its kinds, its topics; '' or None where nothing was
    said."""

    text: str
    sentiment: str = ""
    kinds: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of trying: the adaptation when any part was adopted.

    `held_back`, `shipped_right` and `adapted_right` count corrections of sentiment; `labels` tells the same of
    every kind and topic tried.
    """

    adaptation: Adaptation | None
    held_back: int
    shipped_right: int
    adapted_right: int
    labels: tuple[LabelTrial, ...] = ()

    @property
    def adopted(self) -> bool:
        """Whether any part read the held-back corrections better than chance explains."""
        return self.adaptation is not None


def nothing_tried() -> Trial:
    """A trial without any correction to learn from."""
    return Trial(None, 0, 0, 0)


def with_labels(trial: Trial, layer: LabelLayer | None, labels: Sequence[LabelTrial]) -> Trial:
    """The trial with labels that were learned apart."""
    learned = trial.adaptation
    if layer:
        learned = learned or _silent(shipped())
        learned = replace(learned, labels=(*learned.labels, layer))
    return replace(trial, adaptation=learned, labels=(*trial.labels, *labels))


def _silent(model: Model) -> Adaptation:
    """An adaptation that moves no feeling."""
    return Adaptation(np.zeros((model.second.shape[0], len(SENTIMENTS))), np.zeros(len(SENTIMENTS)))


def adapt(corrections: Sequence[Correction], model: Model | None = None) -> Trial:
    """Train on most corrections and judge on the rest; the same corrections give the same answer.

    A part is adopted only when, of the held-back corrections on which the two differ, so many go to the
    adaptation that a fair coin would do it less than one time in ten. Raises ValueError on an unknown sentiment.
    """
    model = model or shipped()
    if unknown := {correction.sentiment for correction in corrections} - {*SENTIMENTS, ""}:
        raise ValueError(f"Unknown sentiment: {', '.join(sorted(unknown))}.")
    layers, trials = _adapt_labels(corrections, model)
    learned, counts = _adapt_sentiment(corrections, model)
    if learned is None and layers:
        learned = _silent(model)
    return Trial(replace(learned, labels=layers) if learned else None, *counts, tuple(trials))


def _adapt_labels(
    corrections: Sequence[Correction], model: Model
) -> tuple[tuple[LabelLayer, ...], list[LabelTrial]]:
    layers, trials = [], []
    for field in ("kinds", "topics"):
        own = {each.text: labels for each in corrections if (labels := getattr(each, field)) is not None}
        layer, tried = adapt_labels(field, list(own), list(own.values()), model)
        layers += [layer] if layer else []
        trials += tried
    return tuple(layers), trials


def _adapt_sentiment(
    corrections: Sequence[Correction], model: Model
) -> tuple[Adaptation | None, tuple[int, int, int]]:
    """The layer when it is better, and how many were held back and read right by each side."""
    sentiments = {each.text: each.sentiment for each in corrections if each.sentiment}
    if len(sentiments) < LEAST_CORRECTIONS:
        return None, (0, 0, 0)
    held = np.array([held_back(text) for text in sentiments])
    target = np.array([SENTIMENTS.index(sentiment) for sentiment in sentiments.values()])
    hidden, logits = _scores(list(sentiments), model)
    learned = _learn(hidden[~held], logits[~held], target[~held])
    before = logits[held].argmax(axis=1) == target[held]
    after = (logits[held] + learned.shift(hidden[held])).argmax(axis=1) == target[held]
    better = surely_better(gained=int((after & ~before).sum()), lost=int((before & ~after).sum()))
    return learned if better else None, (int(held.sum()), int(before.sum()), int(after.sum()))


def _scores(texts: Sequence[str], model: Model) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    folded = fold(texts)
    found = extract(folded, WordHashes(folded), model.bits)
    raw, lengths = model.stretches(*model.token_sums(found, len(folded.token_starts)), folded.text_tokens)
    hidden = model.hidden(raw)
    return hidden.astype(np.float64), as_sentiments(model.feelings(hidden, lengths))


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

    found = lowest(loss, np.zeros(shape[0] * classes + classes))
    return Adaptation(found[:-classes].reshape(shape), found[-classes:])
