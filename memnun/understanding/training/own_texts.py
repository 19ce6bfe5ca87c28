"""All sentences put together from words of our own, and how much each counts beside a collected row."""

from typing import NamedTuple

from memnun.understanding.training.opinions import opinions
from memnun.understanding.training.own_words import own_sentences
from memnun.understanding.training.phrasebook import phrases

PHRASE_WEIGHT = 1.0
OPINION_WEIGHT = 0.5


class OwnText(NamedTuple):
    """A sentence, its sentiment and its weight."""

    text: str
    sentiment: str
    weight: float


def own_texts() -> list[OwnText]:
    """Always the same in the same order."""
    return [OwnText(*pair, PHRASE_WEIGHT) for pair in phrases()] + [
        OwnText(*pair, OPINION_WEIGHT) for pair in (*opinions(), *own_sentences())
    ]
