"""Whether a theme rose more than chance explains.

A theme's mentions of a week are taken as negative binomial: a Poisson count whose rate varies from week
to week. Given its mentions over all nine weeks together, those of the last one are then beta-binomial;
without any variation of the rate this is the exact conditional test of two Poisson rates (Przyborowski
& Wilenski 1940). Over all themes false discoveries are held with Benjamini & Hochberg (1995).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtrc, betaln

WEEKS = 8
DAYS = 7
FALSE_DISCOVERIES = 0.05
LEAST_TOGETHER = 5
"""Mentions over all nine weeks from which a theme is tested; given these, the test is exact whatever they are."""
LEAST_NOW = 3
LEAST_VARIATION = 1e-4
ROUNDS = 3
PRIOR = 5.0
Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """One theme: how often now, how often expected, the chance of so many, and that chance adjusted for all themes."""

    place: int
    now: int
    expected: float
    p: float
    q: float

    @property
    def rises(self) -> bool:
        """Whether chance does not explain it."""
        return self.q <= FALSE_DISCOVERIES and self.now >= LEAST_NOW and self.now > self.expected


@dataclass(frozen=True, slots=True)
class Judgement:
    """All tested themes and the variation of the rates, pooled: variance = mean + variation x mean²."""

    judged: list[Judged]
    variation: float


def judge(mentions: Counts, contacts: Counts) -> Judgement:
    """Test every theme.

    `mentions`: themes x 9 weeks x 7 days, `contacts`: 9 weeks x 7 days, the contacts in which themes are
    counted; the last week is the one asked about, and every week begins on the same weekday.
    """
    totals = mentions.sum(axis=(1, 2))
    tested = np.flatnonzero(totals >= LEAST_TOGETHER)
    if not len(tested) or contacts[:-1].sum() == 0:
        return Judgement([], 0.0)
    chosen = mentions[tested]
    expected = _expected(chosen, contacts)
    own, pooled = _variation(chosen[:, :-1].sum(axis=2), expected[:, :-1])
    now, then = chosen[:, -1].sum(axis=1), chosen[:, :-1].sum(axis=(1, 2))
    chances = [_chance(*row) for row in zip(now, then, expected[:, -1], own, strict=True)]
    adjusted = adjusted_chances(chances)
    judged = [
        Judged(int(place), int(count), float(awaited), chance, max(chance, raised))
        for place, count, awaited, chance, raised in zip(
            tested, now, expected[:, -1], chances, adjusted, strict=True
        )
    ]
    return Judgement(judged, float(pooled))


def _expected(mentions: Counts, contacts: Counts) -> Counts:
    """Themes x weeks: contacts times the theme's share on each weekday in the weeks before.

    A weekday's own share counts as far as it has contacts to speak from (PRIOR mentions are worth of the
    share over all days): a rare theme is expected alike on all days.
    """
    before, base = mentions[:, :-1].sum(axis=1), contacts[:-1].sum(axis=0)
    share = np.maximum(mentions[:, :-1].sum(axis=(1, 2)) / base.sum(), 1e-9)[:, None]
    by_weekday = (before + PRIOR) / (base + PRIOR / share)
    raw = np.einsum("td,wd->tw", by_weekday, contacts)
    past = raw[:, :-1].sum(axis=1)
    level = np.divide(before.sum(axis=1), past, out=np.zeros_like(past), where=past > 0)
    return np.asarray(raw * level[:, None])


def _variation(weekly: Counts, expected: Counts) -> tuple[Counts, float]:
    """How much each theme's rate varies from week to week beyond chance, and pooled over all themes.

    By moments: the squared distance from the expected beyond the expected itself; themes that tell more of
    it, the frequent ones, are trusted more in the pooling. A theme's own is drawn
    to the pooled one and never under it, so that a quiet past does not make chance look like a rise.
    """
    beyond = ((weekly - expected) ** 2).sum(axis=1) * WEEKS / (WEEKS - 1) - expected.sum(axis=1)
    squares = np.maximum((expected**2).sum(axis=1), 1e-9)
    own, level = beyond / squares, np.maximum(expected.mean(axis=1), 1e-9)
    pooled = max(float(beyond.sum() / squares.sum()), 0.0)
    for _round in range(ROUNDS):
        trust = 1 / (pooled + 1 / level) ** 2
        pooled = max(float((trust * own).sum() / trust.sum()), 0.0)
    return np.maximum((own + pooled) / 2, pooled), pooled


def _chance(now: float, then: float, expected: float, variation: float) -> float:
    """The chance of at least `now` mentions among `now + then`; 1 when there are no more than expected."""
    together, share = int(now + then), expected / (expected + then) if then else 1 / (WEEKS + 1)
    if now <= expected or share <= 0:
        return 1.0
    if variation < LEAST_VARIATION:
        return float(bdtrc(now - 1, together, share))
    size = 1 / variation
    other = size * (1 - share) / share
    counts = np.arange(int(now), together + 1)
    ways = -np.log(together + 1) - betaln(together - counts + 1, counts + 1)
    tail = ways + betaln(counts + size, together - counts + other) - betaln(size, other)
    return min(float(np.exp(tail).sum()), 1.0)


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
