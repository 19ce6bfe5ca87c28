from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memnun.foundation.money import CurrencyMismatch, Money

amounts = st.decimals(-(10**12), 10**12, places=2)


def test_sums_are_exact() -> None:
    assert Money(Decimal("0.10")) + Money(Decimal("0.20")) == Money(Decimal("0.30"))
    assert (Money(Decimal("19.90")) * 3 - Money(5)).amount == Decimal("54.70")


def test_floats_are_refused() -> None:
    with pytest.raises(TypeError):
        Money(0.1)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Money(1) * 0.5  # type: ignore[operator]


@pytest.mark.parametrize("amount", [Decimal("NaN"), Decimal("Infinity")])
def test_endless_amounts_are_refused(amount: Decimal) -> None:
    with pytest.raises(ValueError):
        Money(amount)


@pytest.mark.parametrize("currency", ["", "try", "TL", "₺₺₺"])
def test_malformed_currencies_are_refused(currency: str) -> None:
    with pytest.raises(ValueError):
        Money(1, currency)  # type: ignore[arg-type]


def test_currencies_do_not_mix() -> None:
    with pytest.raises(CurrencyMismatch):
        Money(Decimal(1), "TRY") + Money(Decimal(1), "EUR")
    with pytest.raises(CurrencyMismatch):
        _ = Money(Decimal(1), "TRY") < Money(Decimal(1), "EUR")


def test_half_a_kurus_is_rounded_away_from_zero() -> None:
    assert Money(Decimal("1.005")).rounded().amount == Decimal("1.01")
    assert Money(Decimal("-1.005")).rounded().amount == Decimal("-1.01")
    assert Money(Decimal("10.5"), "JPY").rounded().amount == Decimal(11)


def test_one_hundred_in_three_parts_loses_nothing() -> None:
    parts = Money(Decimal(100)).split([1, 1, 1])
    assert [part.amount for part in parts] == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]


@given(amounts, st.lists(st.integers(0, 1000), min_size=1, max_size=8).filter(any))
def test_parts_always_sum_to_the_whole(amount: Decimal, weights: list[int]) -> None:
    parts = Money(amount).split(weights)
    assert sum(part.amount for part in parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.amount - amount * weight / sum(weights)) < Decimal("0.01")


def test_weights_that_share_nothing_are_refused() -> None:
    with pytest.raises(ValueError):
        Money(Decimal(1)).split([0, 0])
