"""The table of Turkish words: seen often enough in the training text, common foreign words left out."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.features import WordHashes
from memnun.understanding.folding import fold
from memnun.understanding.language import WORD_BITS, word_slots

SEEN_AT_LEAST = 6
_BATCH = 4000
_FOREIGN = (
    "the and are was were be been it its this that these those my your our their he she they we you "
    "am no but for from "
    "with without have has had does did will would can could should very good bad great nice love "
    "like want need please "
    "thank thanks order delivery product customer service support late never always what when where "
    "how who which of "
    "in at to as by if so or all more just only also about after before because out up down get got "
    "one two first last "
    "time day days week money back return refund still here there hotel room staff food clean dirty "
    "friendly price "
    "cheap expensive quality work works working worked broken received package again then them us "
    "any some other worst "
    "best terrible awful horrible excellent amazing perfect place stay stayed night really too much "
    "many gut und der "
    "die das ist nicht sehr ich wir war ein eine mit fur auf les des est pas une dans pour avec tres "
    "que los las por "
    "con muy una"
).split()


def known_words(texts: Sequence[str]) -> NDArray[np.uint8]:
    """A bit set of 2**WORD_BITS word hashes."""
    seen: Counter[int] = Counter()
    for start in range(0, len(texts), _BATCH):
        seen.update(_slots(texts[start : start + _BATCH]))
    for slot in _slots(_FOREIGN):
        seen.pop(slot, None)
    table = np.zeros(1 << (WORD_BITS - 3), dtype=np.uint8)
    for slot, times in seen.items():
        if times >= SEEN_AT_LEAST:
            table[slot >> 3] |= np.uint8(1 << (slot & 7))
    return table


def _slots(texts: Sequence[str]) -> list[int]:
    folded = fold(texts)
    words = WordHashes(folded)
    slots: list[int] = word_slots(words)[words.is_word].tolist()
    return slots
