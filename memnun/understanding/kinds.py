"""What kind of message it is: several may hold, the strongest first."""

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.bearing import KINDS as LEARNT
from memnun.understanding.findings import Meaning

KINDS = (*LEARNT, "other")
HOLDS_FROM = -0.6
"""Log-odds: of one in three upwards, because several kinds may hold and each is learnt from few messages."""
_SAID_FROM = -2.0
_SAID = {"kind:request": LEARNT.index("request"), "kind:thanks": LEARNT.index("thanks")}
"""'Lütfen iade edin' and 'teşekkürler' stand in a complaint too, where the labels mostly leave them out."""
_REMEMBERED = 4_096
_COMPLAINT = LEARNT.index("complaint")


def decide_kinds(scores: NDArray[np.float32], found: Sequence[Meaning]) -> list[list[str]]:
    """Kinds of each text from their log-odds (texts x `bearing.KINDS`) and the phrases found; who threatens or was
    let down complains."""
    return [_kinds_of(row, meaning) for row, meaning in zip(scores.tolist(), found, strict=True)]


def _kinds_of(row: list[float], meaning: Meaning) -> list[str]:
    holding = [
        (score, kind)
        for score, least, kind in zip(row, _wanted(meaning.about), LEARNT, strict=True)
        if score > least
    ]
    if meaning.at_stake and row[_COMPLAINT] <= HOLDS_FROM:
        holding.append((0.0, LEARNT[_COMPLAINT]))
    holding.sort(key=itemgetter(0), reverse=True)
    return [kind for _score, kind in holding] or ["other"]


@lru_cache(maxsize=_REMEMBERED)
def _wanted(about: frozenset[str]) -> list[float]:
    """From which log-odds on each kind holds."""
    wanted = [HOLDS_FROM] * len(LEARNT)
    for phrase, kind in _SAID.items():
        if phrase in about:
            wanted[kind] = _SAID_FROM
    return wanted
