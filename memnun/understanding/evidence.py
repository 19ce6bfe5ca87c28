"""The words that decided, with their place in the customer's own text."""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from memnun.understanding.folding import Folded
from memnun.understanding.model import SENTIMENTS
from memnun.understanding.patterns import Match

WORDS = 3
MATCH_WEIGHT = 1.0
_APART = 1e6


class Evidence(NamedTuple):
    """What about ('sentiment:negative', 'topic:delivery' …), offsets into the original text, words,
    weight."""

    about: str
    start: int
    end: int
    text: str
    weight: float


def decisive_words(
    folded: Folded, scores: NDArray[np.float32], winners: NDArray[np.int64]
) -> tuple[list[int], list[tuple[int, int, str, float]]]:
    """The few tokens of each text that speak most for its winning class against the other two.

    Returns N+1 bounds and, between them, (start, end, about, weight) rows of each text.
    """
    rows = np.arange(len(scores))
    winner = winners[folded.token_texts]
    own = scores[rows, winner]
    gain = own - (np.add.reduce(scores, axis=1) - own) / 2
    order = (folded.token_texts * _APART - gain).argsort()
    rank = rows - folded.text_tokens[folded.token_texts[order]]
    chosen = order[(rank < WORDS) & (gain[order] > 0)]
    abouts = [f"sentiment:{sentiment}" for sentiment in SENTIMENTS]
    found = [
        (start, end, abouts[place], weight)
        for start, end, place, weight in zip(
            folded.positions[folded.token_starts[chosen]].tolist(),
            (folded.positions[folded.token_ends[chosen] - 1] + 1).tolist(),
            winner[chosen].tolist(),
            gain[chosen].round(3).tolist(),
            strict=True,
        )
    ]
    bounds = folded.token_texts[chosen].searchsorted(np.arange(len(folded.text_tokens)))
    return bounds.tolist(), found


def matched_words(
    text: str, positions: list[int], matches: list[Match], kept: Collection[str]
) -> list[Evidence]:
    """One piece of evidence for each kept finding, the first place it was found."""
    found: dict[str, Evidence] = {}
    for match in matches:
        if match.about in kept and match.about not in found:
            start, end = positions[match.start], positions[match.end - 1] + 1
            found[match.about] = Evidence(match.about, start, end, text[start:end], MATCH_WEIGHT)
    return list(found.values())
