"""Which texts the second reader is asked about, and how both readings are heard."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.model import softmax
from memnun.understanding.second.reader import SecondReader

ASKED_BELOW = 0.8
"""Where the first reading gives no sentiment so much, the second is asked."""
FIRST_SAY, SECOND_SAY = 0.65, 0.25
"""How much each reading's log-odds count; chosen on texts neither learnt from."""


def is_doubtful(probabilities: Mapping[str, float]) -> bool:
    """Whether a first reading would be given to the second reader."""
    return max(probabilities.values()) < ASKED_BELOW


def ask(second: SecondReader, texts: Sequence[str], shares: NDArray[np.float64]) -> list[int]:
    """Let the second reader have its say about the doubtful texts: changes their rows of `shares` (texts x
    SENTIMENTS); returns which they are."""
    asked: list[int] = np.flatnonzero(shares.max(axis=1) < ASKED_BELOW).tolist()
    if not asked:
        return []
    told = second.scores([texts[place] for place in asked])
    shares[asked] = softmax(FIRST_SAY * np.log(shares[asked]) + SECOND_SAY * told)
    return asked
