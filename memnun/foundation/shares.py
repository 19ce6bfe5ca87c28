"""Shares of counted things, and how far they may be from the truth."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""The normal distribution's 97.5th percentile."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of n, with the interval that holds with 95 %."""

    hits: int
    n: int

    @property
    def share(self) -> float:
        return self.hits / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.hits, self.n)


def wilson(successes: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); (0, 1) for nothing seen."""
    if not n:
        return 0.0, 1.0
    share, spread = successes / n, Z * Z / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def difference(one: Share, other: Share) -> tuple[float, float]:
    """The 95 % interval of `one.share - other.share`, from both Wilson intervals (Newcombe 1998, method 10).

    It stays within -1 and 1 and holds where few or none were hit. (-1, 1) when one side saw nothing.
    """
    if not (one.n and other.n):
        return -1.0, 1.0
    gap = one.share - other.share
    (low, high), (low_other, high_other) = one.interval, other.interval
    below = sqrt((one.share - low) ** 2 + (high_other - other.share) ** 2)
    above = sqrt((high - one.share) ** 2 + (other.share - low_other) ** 2)
    return max(gap - below, -1.0), min(gap + above, 1.0)
