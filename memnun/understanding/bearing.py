"""What kind of message it is, for which group it speaks, and what that says of its sentiment: a linear model over
all else that was found.

Its inputs are the hidden units of the sentiment network, the sentiment itself, what the phrase patterns found, how
the clauses stand and which signs were used; the words add columns of their own to the table of features. It is learnt
from messages written and labelled by hand, because no public set of reviews labels questions, requests or ideas.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log1p

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.findings import ABOUTS, Findings

SATISFIED, AT_RISK, SUGGESTING, NONE = "satisfied", "at_risk", "suggesting", "none"
GROUPS = (SATISFIED, AT_RISK, SUGGESTING, NONE)
KINDS = ("complaint", "suggestion", "question", "request", "praise", "thanks")
SENTIMENT = slice(0, 3)
GROUP = slice(3, 7)
KIND = slice(7, 13)
OUTPUTS = 13
_LENGTH_UNIT = 5.0
_NO_CLAUSES = [0.0] * 7

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
    clauses: Sequence[list[float]],
    found: Sequence[Findings],
    abouts: tuple[str, ...],
    shown: Sequence[str],
) -> Floats:
    """Texts x inputs, in the order the weights were learnt in; `shown` are the folded texts."""
    parts = (hidden, probabilities, clauses, _flags(found, abouts), _signs(shown))
    return np.concatenate(parts, axis=1, dtype=np.float32)


def clause_signs(best: Sequence[int]) -> list[float]:
    """The shares of negative, neutral and positive clauses of a text, and whether its first and its last are
    negative or positive; `best` are the sentiments of its clauses."""
    if not best:
        return _NO_CLAUSES
    first, last, size = best[0], best[-1], len(best)
    shares = [best.count(sentiment) / size for sentiment in range(3)]
    return [*shares, first == 0, last == 0, first == 2, last == 2]


def _flags(found: Sequence[Findings], abouts: tuple[str, ...]) -> NDArray[np.uint8]:
    """Texts x abouts: which patterns held; the column of those not looked for is 0."""
    flags = b"".join([finding.meaning.flags + b"\0" for finding in found])
    rows = np.frombuffer(flags, dtype=np.uint8).reshape(len(found), len(ABOUTS) + 1)
    return rows.take(_columns(abouts), axis=1)


@cache
def _columns(abouts: tuple[str, ...]) -> NDArray[np.int64]:
    """Where each of `abouts` stands in ABOUTS, behind the last where it does not."""
    known = {about: place for place, about in enumerate(ABOUTS)}
    return np.array([known.get(about, len(ABOUTS)) for about in abouts])


def _signs(shown: Sequence[str]) -> NDArray[np.float64]:
    """Texts x 4: whether a question mark, an exclamation mark and a quotation mark stand in it; its length."""
    return np.array(
        [("?" in text, "!" in text, '"' in text, log1p(len(text)) / _LENGTH_UNIT) for text in shown]
    )
