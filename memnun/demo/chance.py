"""Chance that repeats itself: the same key gives the same dice."""

import random
from collections.abc import Sequence
from typing import TypeVar

Dice = random.Random
_T = TypeVar("_T")


def dice(*key: object) -> Dice:
    """Dice of their own for a key such as `dice(seed, "customer", 41)`."""
    return random.Random(":".join(map(str, key)))  # noqa: S311 - sample texts, no secrets


def weighted(rng: Dice, choices: Sequence[tuple[_T, float]]) -> _T:
    """One of the choices, each with its weight."""
    left = rng.random() * sum(weight for _, weight in choices)
    for choice, weight in choices:
        left -= weight
        if left < 0:
            return choice
    return choices[-1][0]
