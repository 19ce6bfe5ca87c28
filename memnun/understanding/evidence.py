"""The words that decided, with their place in the customer's own text."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from memnun.understanding.patterns import Match

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
    text: str, positions: list[int], matches: list[Match], kept: Collection[str]
) -> list[Evidence]:
    """One piece of evidence for each kept finding, the first place it was found."""
    found: dict[str, Evidence] = {}
    for match in matches:
        if match.about in kept and match.about not in found:
            start, end = positions[match.start], positions[match.end - 1] + 1
            found[match.about] = Evidence(match.about, start, end, text[start:end], MATCH_WEIGHT)
    return list(found.values())
