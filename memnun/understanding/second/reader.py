"""What the second reader says of texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.model import FEELINGS
from memnun.understanding.second.encoder import Encoder
from memnun.understanding.second.pieces import Pieces
from memnun.understanding.second.weights import WEIGHTS, load_encoder, load_pieces

HEAD, TAIL = 6000, 2000
"""Of a longer text so many letters are cut into pieces; the encoder hears fewer still."""
ABOUT = 6
"""The layer that is asked what a text is about: the last ones know little but its sentiment."""


@dataclass(frozen=True, slots=True)
class SecondReader:
    """Vocabulary and encoder of one release."""

    version: str
    pieces: Pieces
    encoder: Encoder

    def scores(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Texts x FEELINGS: logarithms of their probabilities."""
        found = np.zeros((len(texts), len(FEELINGS)), dtype=np.float32)
        for row, text in zip(found, texts, strict=True):
            row[:] = self.encoder.scores(self._numbers(text))
        found -= np.logaddexp.reduce(found, axis=1, keepdims=True)
        return found

    def means(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Texts x width: what each is about, for learning other labels from."""
        found = np.zeros((len(texts), self.encoder.words.shape[1]), dtype=np.float32)
        for row, text in zip(found, texts, strict=True):
            row[:] = self.encoder.mean(self._numbers(text), ABOUT)
        return found

    def _numbers(self, text: str) -> NDArray[np.int32]:
        whole = text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} {text[-TAIL:]}"
        return self.pieces.numbers(whole, self.encoder.longest)


@cache
def second_reader() -> SecondReader:
    """The second reader inside the package, loaded when it is first asked."""
    return load_second(WEIGHTS)


def load_second(path: Path) -> SecondReader:
    """Read a file of the second reader; plain arrays only."""
    with np.load(path, allow_pickle=False) as held:
        return SecondReader(str(held["version"]), load_pieces(held), load_encoder(held))
