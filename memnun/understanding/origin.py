"""How strange a text is: unlike every source of reviews learnt from, or like the messages customers write to a firm.

Where a text is strange, what the sources call positive or neutral tells less, and the group it speaks for tells more.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

KNOWN_FROM = 0.0
SPREAD = 0.1
"""How far from KNOWN_FROM a text is surely known or surely strange; both chosen on sources left out."""
_LEAST, _STEEPNESS = np.float32(KNOWN_FROM), np.float32(2 * SPREAD)


@dataclass(frozen=True, slots=True)
class Origin:
    """`bias` of each source of reviews and, last, of messages; the words' own are columns of the model's table."""

    bias: NDArray[np.float32]

    def strangeness(self, words: NDArray[np.float32]) -> NDArray[np.float32]:
        """0 for texts just like those of a source, 1 for strange ones; `words` is texts x origins."""
        scores = words + self.bias
        known = np.maximum.reduce(scores[:, :-1], axis=1)
        least = np.maximum(scores[:, -1], _LEAST)
        strange: NDArray[np.float32] = (1 + np.tanh((least - known) / _STEEPNESS)) / 2
        return strange
