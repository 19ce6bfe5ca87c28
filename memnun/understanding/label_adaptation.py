"""Learns from a brand which kinds and topics its people give, one label at a time.

A label is learned by ridge logistic regression over the words of its corrected texts and what the shipped reading
said; it is adopted only where it is right on held-back corrections so much more often that a fair coin would not
do it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from memnun.understanding.brand_layer import LabelLayer
from memnun.understanding.chance import held_back, surely_better
from memnun.understanding.descent import lowest
from memnun.understanding.matrix import feature_rows
from memnun.understanding.model import Model
from memnun.understanding.reading import read_many
from memnun.understanding.topics import OWN

LEAST_TEXTS = 40
LEAST_OF_EACH = 8
NO_KIND = "other"
_SEEN_AT_LEAST = 2
_KEPT_BUCKETS = 2000
PENALTY = 0.01
_TRUST_AT_FIRST = 1.0


@dataclass(frozen=True, slots=True)
class LabelTrial:
    """How one label did on held-back corrections, as shipped and as learned."""

    field: str
    label: str
    held_back: int
    shipped_right: int
    adapted_right: int
    adopted: bool


def adapt_labels(
    field: str, texts: Sequence[str], wanted: Sequence[Collection[str]], model: Model
) -> tuple[LabelLayer | None, list[LabelTrial]]:
    """Try every label that enough corrections gave and enough did not. `field` is 'kinds' or 'topics'.

    Topics the brand named itself are learned apart, from their examples (`own_topics`).
    """
    if len(texts) < LEAST_TEXTS:
        return None, []
    given = [set(getattr(reading, field)) for reading in read_many(texts, model=model)]
    rows = feature_rows(texts, model.bits)
    held = np.array([held_back(text) for text in texts])
    buckets = np.flatnonzero(np.bincount(rows[~held].indices, minlength=rows.shape[1]) >= _SEEN_AT_LEAST)
    seen = sparse.csr_matrix(rows[:, buckets], dtype=np.float64)
    trials, columns = [], []
    labels = {label for labels in wanted for label in labels if not label.startswith(OWN)} | set().union(
        *given
    )
    for label in sorted(labels - {NO_KIND}):
        target = np.array([label in labels for labels in wanted])
        said = np.where([label in labels for labels in given], 1.0, -1.0)
        if min(target[~held].sum(), (~target[~held]).sum()) < LEAST_OF_EACH or (target == (said > 0)).all():
            continue
        column = learn_label(seen[~held], said[~held], target[~held])
        after = (seen @ column[:-2] + column[-2] + column[-1] * said > 0)[held] == target[held]
        before = ((said > 0) == target)[held]
        better = surely_better(gained=int((after & ~before).sum()), lost=int((before & ~after).sum()))
        trials.append(
            LabelTrial(field, label, int(held.sum()), int(before.sum()), int(after.sum()), adopted=better)
        )
        if better:
            columns.append((label, column))
    return (label_layer(field, buckets, columns) if columns else None), trials


def learn_label(
    rows: sparse.csr_matrix, said: NDArray[np.float64], target: NDArray[np.bool_], penalty: float = PENALTY
) -> NDArray[np.float64]:
    """Weights of the buckets, then the bias, then the trust in what was said; the classes count alike."""
    sign = np.where(target, 1.0, -1.0)
    share = np.where(target, 0.5 / target.sum(), 0.5 / (~target).sum())
    first = np.zeros(rows.shape[1] + 2)
    first[-1] = _TRUST_AT_FIRST

    def loss(point: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = sign * (rows @ point[:-2] + point[-2] + point[-1] * said)
        error = -sign * share / (1 + np.exp(np.clip(margin, -30, 30)))
        apart = point - first
        cost = float(share @ np.logaddexp(0, -margin)) + penalty / 2 * float(apart @ apart)
        slope = np.concatenate((rows.T @ error, [error.sum(), error @ said]))
        return cost, slope + penalty * apart

    return lowest(loss, first)


def label_layer(
    field: str, buckets: NDArray[np.int64], columns: list[tuple[str, NDArray[np.float64]]]
) -> LabelLayer:
    """The heaviest buckets of all columns (as `learn_label` gives them), rounded to be stored."""
    table = np.stack([column for _label, column in columns], axis=1)
    heavy = np.sort(np.argsort(-np.abs(table[:-2]).max(axis=1), kind="stable")[:_KEPT_BUCKETS])
    labels = tuple(label for label, _column in columns)
    return LabelLayer(field, labels, buckets[heavy], table[heavy].round(4), table[-2], table[-1])
