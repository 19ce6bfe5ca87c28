from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from memnun.foundation import clock
from memnun.foundation.money import Money

MOMENT = datetime(2026, 3, 3, 11, 22, tzinfo=UTC)


def rendered(filters: str, value: object, language: str = "tr") -> str:
    with translation.override(language):
        return Template("{% load turkish %}{{ value|" + filters + " }}").render(Context({"value": value}))


@pytest.mark.parametrize(
    ("filters", "value", "turkish", "english"),
    [
        ("tr_upper", "iade", "İADE", "İADE"),
        ("tr_lower", "ISPARTA", "ısparta", "ısparta"),
        ("tr_title", "iLKER", "İlker", "İlker"),
        ("short_date", MOMENT, "03.03.2026", "3 Mar 2026"),
        ("long_date", date(2026, 3, 3), "3 Mart 2026 Salı", "Tuesday, 3 March 2026"),
        ("clock_time", MOMENT, "14:22", "14:22"),
        ("number", 1234567.891, "1.234.567,89", "1,234,567.89"),
        ("number:3", 2, "2,000", "2.000"),
        ("percent", 0.87, "%87", "87%"),
        ("percent:1", Decimal("0.8765"), "%87,7", "87.7%"),
        ("money", Money(Decimal("1234567.5")), "1.234.567,50 TL", "₺1,234,567.50"),
        ("money:'EUR'", 12, "12,00 EUR", "€12.00"),
        ("phone", "+905321234567", "0532 123 45 67", "0532 123 45 67"),
    ],
)
def test_values_are_written_for_the_reader(filters: str, value: object, turkish: str, english: str) -> None:
    assert rendered(filters, value) == turkish
    assert rendered(filters, value, "en") == english


@pytest.mark.parametrize("value", [None, ""])
@pytest.mark.parametrize(
    "name", ["short_date", "long_date", "clock_time", "ago", "number", "percent", "money", "phone"]
)
def test_a_missing_value_is_written_as_nothing(name: str, value: object) -> None:
    assert rendered(name, value) == ""


def test_ago_tells_the_exact_moment_to_the_pointer() -> None:
    with clock.frozen(datetime(2026, 3, 3, 14, 30, tzinfo=UTC)):
        assert rendered("ago", MOMENT) == (
            '<time datetime="2026-03-03T14:22:00+03:00" title="3 Mart 2026 Salı 14:22" data-ago>3 saat önce</time>'
        )


def test_a_moment_to_come_says_so_to_the_script_that_keeps_it_true() -> None:
    with clock.frozen(datetime(2026, 3, 3, 8, 20, tzinfo=UTC)):
        assert rendered("ago", MOMENT).endswith(" data-ago data-ahead>3 saat sonra</time>")


def test_text_is_escaped() -> None:
    assert rendered("tr_lower", "<b>I</b>") == "&lt;b&gt;ı&lt;/b&gt;"
    assert rendered("phone", "<b>") == "&lt;b&gt;"


@pytest.mark.parametrize("written", ["03.03.2026", "3.3.26", "03/03/2026", "2026-03-03"])
def test_date_fields_take_turkish_dates(written: str) -> None:
    from django.forms import DateField

    with translation.override("tr"):
        assert DateField().clean(written) == date(2026, 3, 3)
