"""Splits messages into clauses: at sentence ends, at 'ama, fakat, ancak …' and at commas between real
clauses."""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.alphabet import SYMBOLS
from memnun.understanding.features import WordHashes
from memnun.understanding.folding import Folded
from memnun.understanding.patterns import letter_codes

_TURNS = ("ama", "fakat", "ancak", "lakin", "yalniz", "amma", "oysa", "oysaki", "halbuki", "ragmen", "but")
EXCLAMATION, QUESTION = SYMBOLS["exclamation"][0], SYMBOLS["question"][0]
_PAUSES = np.zeros(128, dtype=np.uint8)
_PAUSES[[ord(sign) for sign in ".;\n"]] = 1
_PAUSES[ord(",")] = 2


class Clause(NamedTuple):
    """A part of a message with its own sentiment; offsets into the original text."""

    start: int
    end: int
    sentiment: str
    probability: float


def clause_starts(folded: Folded, words: WordHashes) -> NDArray[np.int64]:
    """Indices of the tokens that open a clause; every text's first token is one."""
    count = len(folded.token_starts)
    if not count:
        return np.zeros(0, dtype=np.int64)
    opens_text = np.ones(count, dtype=bool)
    opens_text[1:] = folded.token_texts[1:] != folded.token_texts[:-1]
    hard, soft = _gaps(folded)
    whole = words.whole()
    turns = _turn_hashes()
    turn = turns.take(turns.searchsorted(whole), mode="clip") == whole
    opens = (hard | soft) & (folded.token_codes == 1) | turn | opens_text
    return _merge_short(opens.nonzero()[0], hard, opens_text)


def _merge_short(
    starts: NDArray[np.int64], hard: NDArray[np.bool_], opens_text: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """A clause of one word joins the one before it; a lone first word the one after, within its sentence."""
    single = np.empty(len(starts), dtype=bool)
    single[:-1] = starts[1:] - starts[:-1] < 2
    single[-1] = len(opens_text) - starts[-1] < 2
    first = opens_text[starts]
    joined = single & ~first
    joined[1:] |= (single & first)[:-1] & ~first[1:] & ~hard[starts[1:]]
    kept: NDArray[np.int64] = starts[~joined]
    return kept


def _gaps(folded: Folded) -> NDArray[np.bool_]:
    """2 x tokens: whether a sentence's end, and whether a comma stands between a token and the one before it."""
    pauses = _PAUSES.take(folded.shown)
    at = pauses.nonzero()[0]
    gaps = np.zeros((2, len(folded.token_starts) + 1), dtype=bool)
    gaps[pauses[at] - 1, folded.token_starts.searchsorted(at)] = True
    gaps[0, 1:] |= (folded.token_codes == EXCLAMATION) | (folded.token_codes == QUESTION)
    return gaps[:, :-1]


@cache
def _turn_hashes() -> NDArray[np.uint64]:
    return np.sort(np.concatenate([WordHashes.of_letters(letter_codes(word)) for word in _TURNS]))
