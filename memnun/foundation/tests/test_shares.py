"""Intervals of shares hold what the literature says they hold."""

import pytest

from memnun.foundation.shares import Share, difference, wilson


def test_the_interval_of_a_share_is_wilsons() -> None:
    assert wilson(6, 10) == pytest.approx((0.3127, 0.8318), abs=1e-3)
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ],
)
def test_the_interval_of_a_difference_is_newcombes(
    one: tuple[int, int], other: tuple[int, int], expected: tuple[float, float]
) -> None:
    """Examples of Newcombe (1998), Statistics in Medicine 17, table II, method 10."""
    assert difference(Share(*one), Share(*other)) == pytest.approx(expected, abs=1e-4)


def test_nothing_seen_on_one_side_says_nothing() -> None:
    assert difference(Share(0, 0), Share(3, 10)) == (-1.0, 1.0)
