"""Which texts the second reader is asked about, and how both readings are heard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.model import SENTIMENTS, as_sentiments, mixed_odds, softmax
from memnun.understanding.second.reader import SecondReader

ASKED_BELOW = 0.9
"""Where the first reading gives no sentiment so much, the second is asked."""
FIRST_SAY, SECOND_SAY = 0.5, 0.25
"""How much each reading's log-odds count; chosen on texts neither learnt from."""
USUALLY_NEUTRAL = 0.23
_NEUTRAL = SENTIMENTS.index("neutral")


@dataclass(frozen=True, slots=True)
class Felt:
    """What is felt in texts: `shares` (texts x SENTIMENTS) and, one number a text, the log-odds of mixed feelings
    against none and how strange it is to the sources learnt from."""

    shares: NDArray[np.float64]
    mixed_odds: NDArray[np.float64]
    strange: NDArray[np.float32]

    def mixed(self) -> NDArray[np.float64]:
        """How likely each text's feelings are mixed: it would be read as neutral, and so because of them.

        A strange text with good and bad in it is read as the group it speaks for, not as neutral: there a usual
        share of neutral stands for its own.
        """
        neutral = self.shares[:, _NEUTRAL]
        neutral = neutral + self.strange * (USUALLY_NEUTRAL - neutral)
        likely: NDArray[np.float64] = neutral / (1 + np.exp(-self.mixed_odds))
        return likely


def is_doubtful(probabilities: Mapping[str, float]) -> bool:
    """Whether a first reading would be given to the second reader."""
    return max(probabilities.values()) < ASKED_BELOW


def ask(second: SecondReader, texts: Sequence[str], felt: Felt) -> list[int]:
    """Let the second reader have its say about the doubtful texts: changes their rows of `felt`; returns which they
    are."""
    asked: list[int] = np.flatnonzero(felt.shares.max(axis=1) < ASKED_BELOW).tolist()
    if not asked:
        return []
    told = second.scores([texts[place] for place in asked])
    felt.shares[asked] = softmax(FIRST_SAY * np.log(felt.shares[asked]) + SECOND_SAY * as_sentiments(told))
    felt.mixed_odds[asked] = FIRST_SAY * felt.mixed_odds[asked] + SECOND_SAY * mixed_odds(told)
    return asked
