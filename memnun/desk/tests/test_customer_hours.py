"""The hours at which a customer wishes to be reached, as they are told."""

from datetime import UTC, datetime

from django.utils.translation import override

from memnun.desk.customer.hours import tell_hours
from memnun.desk.customer.page import last_months


def test_neighbouring_days_with_the_same_hours_share_a_line() -> None:
    hours = {"mon": ["09:00", "12:00"], "tue": ["09:00", "12:00"], "thu": ["17:00", "20:00"]}
    with override("tr"):
        assert tell_hours(hours) == ["Pzt–Sal 09:00–12:00", "Prş 17:00–20:00"]


def test_no_hours_tell_nothing() -> None:
    assert tell_hours({}) == []


def test_the_last_twelve_months_end_with_this_one() -> None:
    months = last_months(datetime(2026, 2, 28, 22, 30, tzinfo=UTC))
    assert [f"{month:%Y-%m-%d}" for month in (months[0], months[-1])] == ["2025-04-01", "2026-03-01"]
    assert len(months) == 12
