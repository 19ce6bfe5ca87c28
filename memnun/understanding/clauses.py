"""Splits messages into clauses: at sentence ends, at 'ama, fakat, ancak …' and at commas between real
clauses."""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.features import WordHashes
from memnun.understanding.folding import Folded
from memnun.understanding.patterns import letter_codes

_TURNS = ("ama", "fakat", "ancak", "lakin", "yalniz", "amma", "oysa", "oysaki", "halbuki", "ragmen", "but")
_HARD = np.zeros(128, dtype=bool)
_HARD[[ord(sign) for sign in ".!?;\n"]] = True
_SOFT = np.zeros(128, dtype=bool)
_SOFT[ord(",")] = True


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
    opens = np.zeros(count, dtype=bool)
    filled = np.diff(folded.text_tokens) > 0
    first = folded.text_tokens[:-1][filled]
    hard = _gap(folded, _HARD)
    soft = _gap(folded, _SOFT)
    whole = words.whole()
    turn = _turn_hashes()[np.searchsorted(_turn_hashes()[:-1], whole)] == whole
    is_word = folded.token_codes == 1
    opens |= hard & is_word
    opens |= turn
    opens |= soft & is_word
    opens[first] = True
    opens_text = np.zeros(count, dtype=bool)
    opens_text[first] = True
    return _merge_short(np.flatnonzero(opens), hard, opens_text)


def _merge_short(
    starts: NDArray[np.int64], hard: NDArray[np.bool_], opens_text: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """A clause of one word joins the one before it; a lone first word the one after, within its sentence."""
    lengths = np.diff(np.append(starts, len(opens_text)))
    first = opens_text[starts]
    alone = (lengths < 2) & ~first
    after_lone_first = np.concatenate(([False], (lengths[:-1] < 2) & first[:-1])) & ~first & ~hard[starts]
    kept: NDArray[np.int64] = starts[~(alone | after_lone_first)]
    return kept


def _gap(folded: Folded, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether such a sign stands between a token and the token before it."""
    seen = np.concatenate(([0], np.cumsum(wanted[folded.shown])))
    previous_ends = np.concatenate(([0], folded.token_ends[:-1]))
    gap: NDArray[np.bool_] = seen[folded.token_starts] > seen[previous_ends]
    previous_sign = np.concatenate(
        ([False], (folded.token_codes[:-1] == 38) | (folded.token_codes[:-1] == 39))
    )
    if wanted[ord("!")]:
        gap |= previous_sign
    return gap


@cache
def _turn_hashes() -> NDArray[np.uint64]:
    return np.sort(np.concatenate([WordHashes.of_letters(letter_codes(word)) for word in _TURNS]))
