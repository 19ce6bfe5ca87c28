"""What is called a rise is one: pure noise is told apart from it at the stated rate."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memnun.insights.themes.chance import FALSE_DISCOVERIES, Counts, adjusted_chances, judge

THEMES = 120
WEEKDAYS = np.array([1.3, 1.1, 1.0, 1.0, 1.0, 0.6, 0.4])
BRANDS = 100


def noise(chance: np.random.Generator, volume: float, variation: float) -> tuple[Counts, Counts]:
    """A brand whose themes only vary: volumes by weekday and at random, rates by weekday and from week to week."""
    contacts = chance.poisson(volume * WEEKDAYS * np.exp(chance.normal(0, 0.15, (9, 7)))).astype(float)
    share = np.minimum(0.3 / np.arange(1, THEMES + 1) + 0.0005, 0.3)[:, None, None]
    by_weekday = np.exp(chance.normal(0, 0.2, (THEMES, 1, 7)))
    rate = chance.gamma(1 / variation, variation, (THEMES, 9, 1)) if variation else 1.0
    return chance.poisson(contacts * share * by_weekday * rate).astype(float), contacts


@pytest.mark.parametrize(("volume", "variation"), [(15, 0.0), (80, 0.0), (80, 0.1), (400, 0.05), (400, 0.3)])
def test_under_noise_brands_with_a_false_theme_are_as_rare_as_stated(volume: float, variation: float) -> None:
    """Where nothing rises, every named theme is false, so the stated share holds for whole brands."""
    chance = np.random.default_rng(7)
    wrong = sum(
        any(one.rises for one in judge(*noise(chance, volume, variation)).judged) for _ in range(BRANDS)
    )
    allowed = FALSE_DISCOVERIES * BRANDS
    assert wrong <= allowed + 2 * np.sqrt(allowed)


@pytest.mark.parametrize("variation", [0.0, 0.02])
def test_a_planted_rise_is_found_and_hardly_anything_beside_it(variation: float) -> None:
    chance = np.random.default_rng(11)
    found = named = 0
    for _ in range(40):
        mentions, contacts = noise(chance, 200, variation)
        mentions[12, -1] = chance.poisson(contacts[-1] * 0.3 / 13 * 3)
        rising = [one.place for one in judge(mentions, contacts).judged if one.rises]
        found += 12 in rising
        named += len(rising)
    assert found >= 36
    assert named - found <= 6


def test_twice_as_many_contacts_are_no_rise_of_every_theme() -> None:
    mentions, contacts = noise(np.random.default_rng(3), 100, 0.0)
    again = np.random.default_rng(4)
    mentions[:, -1] = again.poisson(mentions[:, :-1].mean(axis=1) * 2)
    contacts[-1] = contacts[:-1].mean(axis=0) * 2
    assert not any(one.rises for one in judge(mentions, contacts).judged)


def test_a_week_of_mondays_is_no_rise_of_what_mondays_always_tell() -> None:
    contacts = np.tile(np.array([100.0, 50, 50, 50, 50, 50, 50]), (9, 1))
    mentions = np.zeros((1, 9, 7))
    mentions[0, :, 0] = 60
    contacts[-1, 1:] = 5
    [theme] = judge(mentions, contacts).judged
    assert not theme.rises
    assert theme.expected > 40


def test_without_history_nothing_is_named() -> None:
    contacts, mentions = np.zeros((9, 7)), np.zeros((1, 9, 7))
    contacts[-1], mentions[0, -1] = 100, 50
    assert judge(mentions, contacts).judged == []


def test_a_theme_never_told_before_may_rise() -> None:
    contacts, mentions = np.full((9, 7), 50.0), np.zeros((1, 9, 7))
    mentions[0, -1] = 3
    [theme] = judge(mentions, contacts).judged
    assert theme.rises


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 30), min_size=63, max_size=63), min_size=1, max_size=6),
    st.lists(st.integers(0, 60), min_size=63, max_size=63),
)
def test_whatever_the_counts_chances_are_chances(mentions: list[list[int]], contacts: list[int]) -> None:
    volume = np.maximum(np.array(contacts, float), np.array(mentions, float).max(axis=0)).reshape(9, 7)
    for one in judge(np.array(mentions, float).reshape(-1, 9, 7), volume).judged:
        assert 0 <= one.p <= one.q <= 1
        assert one.expected >= 0


@given(st.lists(st.floats(0, 1), max_size=30))
def test_adjusted_chances_keep_order_and_never_shrink(chances: list[float]) -> None:
    adjusted = adjusted_chances(chances)
    assert all(
        after >= before - 1e-12 and after <= 1 for before, after in zip(chances, adjusted, strict=True)
    )
    ranked = [after for _before, after in sorted(zip(chances, adjusted, strict=True))]
    assert ranked == sorted(ranked)
