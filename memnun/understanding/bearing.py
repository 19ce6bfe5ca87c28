"""What kind of message it is, for which group it speaks, and what that says of its sentiment: a linear model over
all else that was found.

Its inputs are the hidden units of the sentiment network, the sentiment itself, what the phrase patterns found, how
the clauses stand and which signs were used; the words add columns of their own to the table of features. It is learnt
from messages written and labelled by hand, because no public set of reviews labels questions, requests or ideas.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.findings import ABOUTS, Findings
from memnun.understanding.folding import Folded

SATISFIED, AT_RISK, SUGGESTING, NONE = "satisfied", "at_risk", "suggesting", "none"
GROUPS = (SATISFIED, AT_RISK, SUGGESTING, NONE)
KINDS = ("complaint", "suggestion", "question", "request", "praise", "thanks")
SENTIMENT = slice(0, 3)
GROUP = slice(3, 7)
KIND = slice(7, 13)
OUTPUTS = 13
_SIGNS = b'?!"'
_BITS = np.uint8(1) << np.arange(len(_SIGNS), dtype=np.uint8)
_SIGN_BITS = np.zeros(128, dtype=np.uint8)
_SIGN_BITS[list(_SIGNS)] = _BITS
_LENGTH_UNIT = 5.0

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Bearing:
    """Weights: `inputs` (inputs x OUTPUTS) and `bias` (OUTPUTS); the words' own are columns of the model's table.

    `abouts` names the findings among the inputs, in their order.
    """

    inputs: Floats
    bias: Floats
    abouts: tuple[str, ...]

    def scores(self, rows: Floats, words: Floats) -> Floats:
        """Texts x OUTPUTS: what to add to the scores of the sentiments, then log-odds of the groups, which exclude
        each other, and of the kinds, which do not."""
        scores: Floats = rows @ self.inputs + words + self.bias
        return scores


def input_rows(
    hidden: NDArray[np.floating],
    probabilities: NDArray[np.floating],
    clauses: NDArray[np.floating],
    found: Sequence[Findings],
    abouts: tuple[str, ...],
    folded: Folded,
) -> Floats:
    """Texts x inputs, in the order the weights were learnt in."""
    parts = (hidden, probabilities, clauses, _flags(found, abouts), _signs(folded))
    return np.concatenate(parts, axis=1, dtype=np.float32)


def clause_signs(owners: NDArray[np.int32], best: NDArray[np.int64], texts: int) -> Floats:
    """Texts x 7: shares of negative, neutral and positive clauses, and whether the first and the last are
    negative or positive. `best` is the sentiment of each clause, `owners` its text, in order."""
    rows = np.zeros((texts, 7), dtype=np.float32)
    if not len(owners):
        return rows
    bounds = owners.searchsorted(np.arange(texts + 1))
    counts = np.bincount(owners * 3 + best, minlength=texts * 3).reshape(texts, 3)
    size = bounds[1:] - bounds[:-1]
    rows[:, :3] = counts / np.maximum(size, 1)[:, None]
    told = size > 0
    first, last = best[bounds[:-1][told]], best[bounds[1:][told] - 1]
    rows[told, 3:] = np.array((first == 0, last == 0, first == 2, last == 2)).T
    return rows


def _flags(found: Sequence[Findings], abouts: tuple[str, ...]) -> Floats:
    """Texts x abouts: which patterns held; the column of those the weights do not know is left out."""
    rows = np.zeros((len(found), len(abouts) + 1), dtype=np.float32)
    places = [finding.meaning.places for finding in found]
    texts = np.repeat(np.arange(len(found)), [len(own) for own in places])
    rows[texts, _columns(abouts)[[place for own in places for place in own]]] = 1
    return rows[:, :-1]


@cache
def _columns(abouts: tuple[str, ...]) -> NDArray[np.int64]:
    """Where each of ABOUTS stands in `abouts`, behind the last where it does not."""
    known = {about: place for place, about in enumerate(abouts)}
    return np.array([known.get(about, len(abouts)) for about in ABOUTS])


def _signs(folded: Folded) -> Floats:
    """Texts x 4: whether a question mark, an exclamation mark and a quotation mark stand in it; its length."""
    bounds = folded.text_characters
    rows = np.empty((len(bounds) - 1, len(_SIGNS) + 1), dtype=np.float32)
    rows[:, :-1] = np.bitwise_or.reduceat(_SIGN_BITS.take(folded.shown), bounds[:-1])[:, None] & _BITS > 0
    rows[:, -1] = np.log1p(bounds[1:] - bounds[:-1]) / _LENGTH_UNIT
    return rows
