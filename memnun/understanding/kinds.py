"""What kind of message it is: several may hold, the strongest first."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.bearing import KINDS as LEARNT
from memnun.understanding.findings import Meaning

KINDS = (*LEARNT, "other")
_HOLDS_FROM = -0.6
"""Log-odds: of one in three upwards, because several kinds may hold and each is learnt from few messages."""
_SAID_FROM = -2.0
_SAID = {"kind:request": LEARNT.index("request"), "kind:thanks": LEARNT.index("thanks")}
"""'Lütfen iade edin' and 'teşekkürler' stand in a complaint too, where the labels mostly leave them out."""
_REMEMBERED = 4_096
_COMPLAINT = LEARNT.index("complaint")


def decide_kinds(scores: NDArray[np.float32], found: Sequence[Meaning]) -> list[list[str]]:
    """Kinds of each text from their log-odds (texts x `bearing.KINDS`) and the phrases found; who threatens or was
    let down complains."""
    wanted = np.array([_wanted(meaning.about) for meaning in found], dtype=np.float32)
    at_stake = np.array([meaning.at_stake for meaning in found], dtype=bool)
    strength = np.where(scores > wanted, scores, -np.inf)
    strength[at_stake & (scores[:, _COMPLAINT] <= _HOLDS_FROM), _COMPLAINT] = 0
    order = np.argsort(-strength, axis=1, kind="stable").tolist()
    counts = np.isfinite(strength).sum(axis=1).tolist()
    return [
        [LEARNT[place] for place in places[:count]] or ["other"]
        for places, count in zip(order, counts, strict=True)
    ]


@lru_cache(maxsize=_REMEMBERED)
def _wanted(about: frozenset[str]) -> list[float]:
    """From which log-odds on each kind holds."""
    wanted = [_HOLDS_FROM] * len(LEARNT)
    for phrase, kind in _SAID.items():
        if phrase in about:
            wanted[kind] = _SAID_FROM
    return wanted
