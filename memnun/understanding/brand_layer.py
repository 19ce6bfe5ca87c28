"""What a brand's corrections taught: a thin layer over the shipped network, kept with the brand."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Adaptation:
    """Added to the shipped class scores: hidden units x 3 weights and a bias."""

    weights: NDArray[np.float64]
    bias: NDArray[np.float64]

    def shift(self, hidden: NDArray[np.floating]) -> NDArray[np.float64]:
        """What it adds to the class scores of texts with these hidden units."""
        added: NDArray[np.float64] = hidden @ self.weights + self.bias
        return added

    def as_lists(self) -> dict[str, list[list[float]] | list[float]]:
        """JSON-ready, to be stored with the brand."""
        return {"weights": self.weights.tolist(), "bias": self.bias.tolist()}

    @classmethod
    def from_lists(cls, held: dict[str, list[list[float]] | list[float]]) -> "Adaptation":
        """The opposite of `as_lists`."""
        return cls(np.asarray(held["weights"], dtype=float), np.asarray(held["bias"], dtype=float))
