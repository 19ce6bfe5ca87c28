"""Orders candidates by how alike they are to a contact."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from memnun.interactions.similar.weighing import Rarity, Weights, broadened, likeness, weigh

Key = TypeVar("Key")
SHOWN_REASONS = 4


@dataclass(frozen=True, slots=True)
class Told(Generic[Key]):
    """What a contact tells: its words and what was read in them."""

    key: Key
    text: str
    topics: Collection[str] = ()
    kinds: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Alike(Generic[Key]):
    """A contact found, how alike it is (0 to 1), and the shared stems and topics that count most."""

    key: Key
    score: float
    stems: tuple[str, ...]
    topics: tuple[str, ...]


def rank(
    source: Told[Key], pool: Iterable[Told[Key]], rarity: Rarity, *, at_least: float
) -> list[Alike[Key]]:
    """The candidates at least so alike, most alike first; equal ones keep their order.

    A second round counts the words of the nearest few too: paraphrases lead to each other.
    """
    asked = weigh(source.text, source.topics, source.kinds, rarity)
    weighed = [(told.key, weigh(told.text, told.topics, told.kinds, rarity)) for told in pool]
    first = sorted(
        ((likeness(asked, weights), weights) for _key, weights in weighed), key=_score, reverse=True
    )
    wide = broadened(asked, first)
    found = [
        Alike(key, round(score, 4), *_reasons(asked, weights))
        for key, weights in weighed
        if (score := likeness(wide, weights)) >= at_least
    ]
    return sorted(found, key=lambda alike: alike.score, reverse=True)


def _score(pair: tuple[float, Weights]) -> float:
    return pair[0]


def _reasons(asked: Weights, found: Weights) -> tuple[tuple[str, ...], tuple[str, ...]]:
    shared: Sequence[str] = sorted(asked.keys() & found.keys(), key=lambda key: -asked[key] * found[key])
    stems = [key for key in shared if key[0] not in "#@!"]
    return tuple(stems[:SHOWN_REASONS]), tuple(key[1:] for key in shared if key[0] == "@")
