"""The words that decided, with their place in the customer's own text."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from memnun.understanding.patterns import Place

WORDS = 3
MATCH_WEIGHT = 1.0


class Evidence(NamedTuple):
    """What about ('sentiment:negative', 'topic:delivery' …), offsets into the original text, words,
    weight."""

    about: str
    start: int
    end: int
    text: str
    weight: float


def decisive_words(gains: Sequence[float], tokens: range) -> list[int]:
    """The few tokens that speak most for the sentiment of their text; `gains` says how much each does."""
    speaking = [token for token in tokens if gains[token] > 0]
    return sorted(speaking, key=gains.__getitem__, reverse=True)[:WORDS]


def matched_words(
    text: str, positions: Sequence[int], begin: int, places: Mapping[str, Place], kept: Collection[str]
) -> list[Evidence]:
    """One piece of evidence for each kept finding; `positions` of all folded characters, the text's from `begin`."""
    found = []
    for about, (first, end) in places.items():
        if about in kept:
            start, following = positions[begin + first], positions[begin + end - 1] + 1
            found.append(Evidence(about, start, following, text[start:following], MATCH_WEIGHT))
    return found
