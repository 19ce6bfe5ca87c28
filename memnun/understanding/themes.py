"""Which themes rise this week more than chance explains.

The test, per theme: given its `then + now` mentions over both periods, are the `now` ones more than a share
`now_total / (then_total + now_total)` explains? An exact one-sided conditional binomial test, which
compares two
Poisson rates without knowing them (Przyborowski & Wilenski 1940). Over all themes the false discovery rate
is held
with Benjamini & Hochberg (1995).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binom


@dataclass(frozen=True, slots=True)
class Rise:
    """A theme with its mentions then and now, how many times its share grew, and its p and adjusted p
    values."""

    theme: str
    then: int
    now: int
    ratio: float
    p: float
    adjusted: float


def chance_of_rise(then: int, now: int, then_total: int, now_total: int) -> float:
    """Chance of at least `now` mentions among `then + now` if the theme's share of messages had not grown.

    Totals count all messages of each period. Raises ValueError when mentions exceed them.
    """
    if min(then, now) < 0 or then > then_total or now > now_total:
        raise ValueError("Mentions must be between zero and the number of messages.")
    if now == 0:
        return 1.0
    return float(binom.sf(now - 1, then + now, now_total / (then_total + now_total)))


def adjusted_chances(chances: Sequence[float]) -> list[float]:
    """Benjamini-Hochberg adjusted p values, in the given order."""
    count = len(chances)
    order = np.argsort(np.asarray(chances), kind="stable")[::-1]
    ranks = np.arange(count, 0, -1)
    raised = (
        np.minimum.accumulate(np.asarray(chances, dtype=float)[order] * count / ranks)
        if count
        else np.zeros(0)
    )
    adjusted = np.empty(count)
    adjusted[order] = np.minimum(raised, 1.0)
    return [float(value) for value in adjusted]


def rising_themes(
    then: Mapping[str, int], now: Mapping[str, int], *, then_total: int, now_total: int,
    false_discoveries: float = 0.05, at_least: int = 3,
) -> list[Rise]:  # fmt: skip
    """Themes whose rise chance does not explain, the surest first.

    Of those named, at most a share `false_discoveries` is expected to be chance. Themes with fewer than
    `at_least` mentions now are tested but not named.
    """
    themes = sorted({*then, *now})
    counts = [(then.get(theme, 0), now.get(theme, 0)) for theme in themes]
    chances = [chance_of_rise(before, after, then_total, now_total) for before, after in counts]
    rises = [
        Rise(theme, before, after, _ratio(before, after, then_total, now_total), chance, adjusted)
        for theme, (before, after), chance, adjusted in zip(
            themes, counts, chances, adjusted_chances(chances), strict=True
        )
    ]
    named = [rise for rise in rises if rise.adjusted <= false_discoveries and rise.now >= at_least]
    return sorted(named, key=lambda rise: (rise.p, rise.theme))


def _ratio(then: int, now: int, then_total: int, now_total: int) -> float:
    """Growth of the theme's share; half a mention is added to both so that a new theme has a finite one."""
    return ((now + 0.5) / (now_total + 1)) / ((then + 0.5) / (then_total + 1))
