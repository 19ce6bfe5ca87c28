from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memnun.foundation.money import Money
from memnun.foundation.turkish.money import format_money, parse_money
from memnun.foundation.turkish.numbers import format_number, format_percent, parse_number


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (1234567, None, "1.234.567"),
        (Decimal("1234567.89"), None, "1.234.567,89"),
        (1234.5, None, "1.234,5"),
        (1000.0, None, "1.000"),
        (Decimal("0.125"), 2, "0,13"),
        (-0.001, None, "0"),
        (Decimal("1E+3"), None, "1.000"),
        (-1234, 2, "-1.234,00"),
    ],
)
def test_numbers_are_written_the_turkish_way(value: float, places: int | None, expected: str) -> None:
    assert format_number(value, places) == expected


def test_percent_signs_come_first_in_turkish() -> None:
    assert format_percent(0.87) == "%87"
    assert format_percent(-0.055, 1) == "-%5,5"
    assert format_percent(0.87, language="en") == "87%"


def test_endless_numbers_are_refused() -> None:
    with pytest.raises(ValueError):
        format_number(float("nan"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("1234567.89", "1234567.89"),
        ("1.234", "1234"),
        ("1,234", "1.234"),
        ("0.500", "0.5"),
        ("1.5", "1.5"),
        (" 12,5 ", "12.5"),
        ("1 234 567,5", "1234567.5"),
        ("−3", "-3"),
        ("+7", "7"),
    ],
)
def test_turkish_and_plain_numbers_are_read(text: str, expected: str) -> None:
    assert parse_number(text) == Decimal(expected)


@pytest.mark.parametrize(
    "text", ["", "-", "abc", "1.23.4", "1.234,5,6", "12a", "1..2", "NaN", "٣", "1e5", "--1"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        parse_number(text)


@given(st.decimals(-(10**15), 10**15, places=2))
def test_written_numbers_read_back(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value


@given(st.text("0123456789.,- '"))
def test_reading_a_number_gives_a_number_or_value_error(text: str) -> None:
    with suppress(ValueError):
        assert parse_number(text).is_finite()


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("1.234,50 TL", "1234.50", "TRY"),
        ("₺1.234,50", "1234.50", "TRY"),
        ("1234", "1234", "TRY"),
        ("$1,234.50", "1234.50", "USD"),
        ("99,90 Euro", "99.90", "EUR"),
        ("1.500 Türk Lirası", "1500", "TRY"),
        ("-5 TL", "-5", "TRY"),
    ],
)
def test_amounts_are_read_with_their_currency(text: str, amount: str, currency: str) -> None:
    assert parse_money(text) == Money(Decimal(amount), currency)


@pytest.mark.parametrize("text", ["", "TL", "12 elma", "$5 TL", "5 TL 3"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_money(text)


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(["TRY", "USD", "EUR", "GBP"]))
def test_written_amounts_read_back(amount: Decimal, currency: str) -> None:
    money = Money(amount, currency)
    assert parse_money(format_money(money)) == money


def test_amounts_are_written_with_two_places() -> None:
    assert format_money(Money(Decimal("1234567.5"))) == "1.234.567,50 TL"
    assert format_money(Money(Decimal("-3.5"), "USD"), "en") == "-$3.50"
    assert format_money(Money(Decimal("3"), "CHF"), "en") == "CHF 3.00"
