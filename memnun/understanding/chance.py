"""Whether something learned beats what was there: the same texts held back each time, and an exact sign test."""

import hashlib
from math import comb

HELD_BACK = 0.3
CONFIDENCE = 0.9


def held_back(text: str) -> bool:
    """The same texts are held back every night, so that no judgement rests on a text once learned from."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[0] < 256 * HELD_BACK


def surely_better(*, gained: int, lost: int) -> bool:
    """One-sided sign test over the corrections on which both differ (McNemar, exact)."""
    differing = gained + lost
    chance = sum(comb(differing, place) for place in range(gained, differing + 1)) / 2**differing
    return gained > lost and chance < 1 - CONFIDENCE
