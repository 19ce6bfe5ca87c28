"""Splits messages into clauses: at sentence ends, at 'ama, fakat, ancak …' and at commas between real
clauses."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from memnun.understanding.alphabet import FIRST_SYMBOL, SYMBOLS
from memnun.understanding.folding import Folded
from memnun.understanding.patterns import letter_codes

_TURNS = frozenset(
    letter_codes(word) for word in "ama fakat ancak lakin yalniz amma oysa oysaki halbuki ragmen but".split()
)
_SENTENCE_SIGNS = frozenset(bytes((SYMBOLS[name][0],)) for name in ("exclamation", "question"))
_MARKS = _TURNS | _SENTENCE_SIGNS
_COMMA = 2
_PAUSES = np.zeros(128, dtype=np.uint8)
_PAUSES[[ord(sign) for sign in ".;\n"]] = 1
_PAUSES[ord(",")] = _COMMA


class Clause(NamedTuple):
    """A part of a message with its own sentiment; offsets into the original text."""

    start: int
    end: int
    sentiment: str
    probability: float


def clause_starts(folded: Folded, words: Sequence[bytes]) -> list[int]:
    """Indices of the tokens that open a clause; every text's first token is one. `words` are the tokens."""
    opens_text = {start for start, end in pairwise(folded.text_tokens.tolist()) if start < end}
    marks = [token for token, word in enumerate(words) if word in _MARKS]
    turns = {token for token in marks if words[token] in _TURNS}
    ended, paused = _gaps(folded)
    ended.update(token + 1 for token in marks if token not in turns)
    opens = {token for token in ended | paused if token < len(words) and words[token][0] < FIRST_SYMBOL}
    return _without_short(sorted(opens | turns | opens_text), len(words), ended, opens_text)


def _without_short(starts: Sequence[int], end: int, ended: set[int], opens_text: set[int]) -> list[int]:
    """A clause of one word joins the one before it; a lone first word the one after, within its sentence."""
    kept = []
    after_lone_first = False
    for start, following in pairwise((*starts, end)):
        lone, first = following - start < 2, start in opens_text
        if first or not (lone or (after_lone_first and start not in ended)):
            kept.append(start)
        after_lone_first = lone and first
    return kept


def _gaps(folded: Folded) -> tuple[set[int], set[int]]:
    """The tokens before which a stop or a new line stands, and those before which a comma stands."""
    pauses = _PAUSES.take(folded.shown)
    places = pauses.nonzero()[0]
    ended: set[int] = set()
    paused: set[int] = set()
    tokens = folded.token_starts.searchsorted(places)
    for token, pause in zip(tokens.tolist(), pauses.take(places).tolist(), strict=True):
        (paused if pause == _COMMA else ended).add(token)
    return ended, paused
