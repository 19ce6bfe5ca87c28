"""What a contact is about as weights: word beginnings, pieces of words, topics and kinds.

Turkish piles endings on stems, so a word counts by its first letters; pieces of four letters catch stems
that are softened or mistyped. Topics and kinds of the reading join paraphrases that share no word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import log, sqrt

from memnun.foundation.turkish.function_words import FUNCTION_WORDS
from memnun.foundation.turkish.search import document

STEM = 5
PIECE = 4
SHORTEST = 3
REMEMBERED = 16_384
MOST = 20
TIMES = [0.0, *(1 + log(count) for count in range(1, MOST + 1))]
"""What a word counts that stands so many times."""
READ = 1000
"""Characters of a text that count; a longer one repeats itself or quotes."""
OF_PIECE, OF_TOPIC, OF_KIND = 0.3, 1.5, 1.0
"""Weights beside 1 for a word, chosen on the labelled causes called `dev` in tests/causes.tsv."""

Weights = dict[str, float]
Rarity = Callable[[str], float]


def stem_of(word: str) -> str:
    """The beginning by which a folded word counts."""
    return word[:STEM]


def content_words(text: str) -> list[str]:
    """The folded words of a text that say what it is about, in their order."""
    return [word for word in document(text[:READ]).split() if is_content(word)]


@lru_cache(maxsize=REMEMBERED)
def is_content(word: str) -> bool:
    """Whether a folded word says something: no function word, no number, three letters at least."""
    return len(word) >= SHORTEST and word not in FUNCTION_WORDS and not any(map(str.isdecimal, word))


@lru_cache(maxsize=REMEMBERED)
def pieces_of(word: str) -> tuple[str, ...]:
    """The pieces of a word, borders included, marked so that they are no words."""
    bordered = f" {word} "
    return tuple(f"#{bordered[start : start + PIECE]}" for start in range(len(bordered) - PIECE + 1))


def weigh(text: str, topics: Iterable[str], kinds: Iterable[str], rarity: Rarity) -> Weights:
    """A contact as a vector of length 1; empty when it says nothing."""
    words = content_words(text)
    counts: Mapping[str, int] = Counter(map(stem_of, words))
    pieces: Mapping[str, int] = Counter(chain.from_iterable(map(pieces_of, words)))
    weights = {key: TIMES[min(count, MOST)] * rarity(key) for key, count in counts.items()}
    weights |= {key: OF_PIECE * TIMES[min(count, MOST)] * rarity(key) for key, count in pieces.items()}
    weights |= {f"@{topic}": OF_TOPIC * rarity(f"@{topic}") for topic in topics}
    weights |= {f"!{kind}": OF_KIND * rarity(f"!{kind}") for kind in kinds}
    return to_length_one(weights)


def to_length_one(weights: Weights) -> Weights:
    """The same direction, length 1."""
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {key: weight / length for key, weight in weights.items()} if length else {}


def likeness(one: Weights, other: Weights) -> float:
    """The cosine of two vectors, the first of length 1: 0 nothing in common, 1 the same."""
    return sum(weight * other[key] for key, weight in one.items() if key in other)


FEEDBACK = 3
OF_FEEDBACK = 0.5


def broadened(source: Weights, nearest: Sequence[tuple[float, Weights]]) -> Weights:
    """The source drawn towards the few nearest contacts, so that their words count too (Rocchio 1971)."""
    if not nearest or not nearest[0][0]:
        return source
    drawn: Counter[str] = Counter()
    drawn.update(source)
    for score, weights in nearest[:FEEDBACK]:
        for key, weight in weights.items():
            drawn[key] += OF_FEEDBACK * weight * score / nearest[0][0]  # type: ignore[assignment]
    return to_length_one(dict(drawn))
