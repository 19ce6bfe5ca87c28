"""What a brand's corrections taught: thin layers over the shipped reading, kept with the brand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse


@dataclass(frozen=True, slots=True)
class LabelLayer:
    """Which of some labels of a field ('kinds' or 'topics') a brand would give.

    `weights` is buckets x labels over normalised feature counts; `trust` is what the shipped reading's own word
    is worth: the label holds where words, bias and trust together are above zero.
    """

    field: str
    labels: tuple[str, ...]
    buckets: NDArray[np.int64]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]
    trust: NDArray[np.float64]

    def scores(self, rows: sparse.csr_matrix) -> NDArray[np.float64]:
        """Texts x labels, without what the shipped reading says."""
        found: NDArray[np.float64] = np.asarray(rows[:, self.buckets] @ self.weights) + self.bias
        return found

    def changed(self, given: list[str], scores: Sequence[float]) -> list[str]:
        """The labels after this layer: first those kept in their order, then the new ones."""
        holds = {
            label: score + trust * (1 if label in given else -1) > 0
            for label, score, trust in zip(self.labels, scores, self.trust.tolist(), strict=True)
        }
        kept = [label for label in given if holds.get(label, True)]
        return kept + [label for label, here in holds.items() if here and label not in given]

    def without(self, label: str) -> "LabelLayer":
        """The layer that leaves this label alone."""
        kept = [place for place, own in enumerate(self.labels) if own != label]
        labels = tuple(self.labels[place] for place in kept)
        parts = self.weights[:, kept], self.bias[kept], self.trust[kept]
        return LabelLayer(self.field, labels, self.buckets, *parts)

    def as_lists(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "field": self.field,
            "labels": list(self.labels),
            "buckets": self.buckets.tolist(),
            "weights": self.weights.tolist(),
            "bias": self.bias.tolist(),
            "trust": self.trust.tolist(),
        }

    @classmethod
    def from_lists(cls, held: Mapping[str, Any]) -> "LabelLayer":
        """The opposite of `as_lists`."""
        return cls(
            held["field"],
            tuple(held["labels"]),
            np.asarray(held["buckets"], dtype=np.int64),
            np.asarray(held["weights"], dtype=float),
            np.asarray(held["bias"], dtype=float),
            np.asarray(held["trust"], dtype=float),
        )


@dataclass(frozen=True, slots=True)
class Adaptation:
    """Added to the shipped class scores: hidden units x 3 weights and a bias; and layers for kinds and topics."""

    weights: NDArray[np.float64]
    bias: NDArray[np.float64]
    labels: tuple[LabelLayer, ...] = ()

    def shift(self, hidden: NDArray[np.floating]) -> NDArray[np.float64]:
        """What it adds to the class scores of texts with these hidden units."""
        added: NDArray[np.float64] = hidden @ self.weights + self.bias
        return added

    def without(self, label: str) -> "Adaptation":
        """The same, leaving one kind or topic alone."""
        return replace(self, labels=tuple(layer.without(label) for layer in self.labels))

    def as_lists(self) -> dict[str, Any]:
        """JSON-ready, to be stored with the brand."""
        held: dict[str, Any] = {"weights": self.weights.tolist(), "bias": self.bias.tolist()}
        if self.labels:
            held["labels"] = [layer.as_lists() for layer in self.labels]
        return held

    @classmethod
    def from_lists(cls, held: Mapping[str, Any]) -> "Adaptation":
        """The opposite of `as_lists`."""
        return cls(
            np.asarray(held["weights"], dtype=float),
            np.asarray(held["bias"], dtype=float),
            tuple(LabelLayer.from_lists(layer) for layer in held.get("labels", ())),
        )
