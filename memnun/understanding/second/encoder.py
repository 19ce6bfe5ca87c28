"""The encoder's arithmetic in numpy: layers of BERT (Devlin et al. 2019) without the upper third, one text at a time.

One text at a time, so that a text is read to the same numbers alone and in a batch; a text of forty pieces keeps the
processor busy enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_HALF, _ONE, _CUBE = np.float32(0.5), np.float32(1), np.float32(0.044715)
_SLOPE = np.float32(sqrt(2 / np.pi))


@dataclass(frozen=True, slots=True)
class Layer:
    """Matrices are inputs x outputs: `looks` gives queries, keys and values side by side, `joins` brings the heads
    together, `widens` and `narrows` are the two of the feed-forward part; `norms` holds gain and shift of both
    normalisations (4 x width)."""

    looks: Floats
    looks_bias: Floats
    joins: Floats
    joins_bias: Floats
    widens: Floats
    widens_bias: Floats
    narrows: Floats
    narrows_bias: Floats
    norms: Floats


@dataclass(frozen=True, slots=True)
class Encoder:
    """`words` (pieces x width) and `places` (longest x width) are the embeddings, `norm` gain and shift of their sum;
    `outputs` (width x outputs) and `bias` read the mean of what the last layer says."""

    heads: int
    tiny: float
    words: Floats
    places: Floats
    norm: Floats
    layers: Sequence[Layer]
    outputs: Floats
    bias: Floats

    @property
    def longest(self) -> int:
        """How many pieces a text may have."""
        return len(self.places)

    def scores(self, numbers: NDArray[np.int32]) -> Floats:
        """What one text is given for each output, from the numbers of its pieces (at most `longest`)."""
        found: Floats = self.mean(numbers, len(self.layers)) @ self.outputs + self.bias
        return found

    def mean(self, numbers: NDArray[np.int32], layers: int) -> Floats:
        """What the last of so many layers says of a text, the mean of its pieces: `width` numbers."""
        rows = self._normal(self.words[numbers] + self.places[: len(numbers)], self.norm)
        for layer in self.layers[:layers]:
            rows = self._normal(rows + self._attended(rows, layer), layer.norms[:2])
            wide = gelu(rows @ layer.widens + layer.widens_bias)
            rows = self._normal(rows + (wide @ layer.narrows + layer.narrows_bias), layer.norms[2:])
        found: Floats = rows.mean(axis=0)
        return found

    def _attended(self, rows: Floats, layer: Layer) -> Floats:
        """What every piece takes from all others, each head looking on its own."""
        length, width = rows.shape
        looks = (
            (rows @ layer.looks + layer.looks_bias).reshape(length, 3, self.heads, -1).transpose(1, 2, 0, 3)
        )
        query, key, value = looks
        near = query @ key.transpose(0, 2, 1) * np.float32(1 / sqrt(width // self.heads))
        near -= near.max(axis=-1, keepdims=True)
        np.exp(near, out=near)
        near /= near.sum(axis=-1, keepdims=True)
        seen = (near @ value).transpose(1, 0, 2).reshape(length, width)
        joined: Floats = seen @ layer.joins + layer.joins_bias
        return joined

    def _normal(self, rows: Floats, norm: Floats) -> Floats:
        """Layer normalisation (Ba et al. 2016)."""
        centred = rows - rows.mean(axis=1, keepdims=True)
        squares = np.einsum("ij,ij->i", centred, centred)[:, None]
        spread = np.sqrt(squares / np.float32(rows.shape[1]) + np.float32(self.tiny))
        return np.asarray(centred / spread * norm[0] + norm[1], dtype=np.float32)


def gelu(rows: Floats) -> Floats:
    """Gaussian error linear unit (Hendrycks & Gimpel 2016), by their approximation with the hyperbolic tangent."""
    bent = np.tanh(_SLOPE * (rows + _CUBE * rows * rows * rows))
    return np.asarray(_HALF * rows * (_ONE + bent), dtype=np.float32)
