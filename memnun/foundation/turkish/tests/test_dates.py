from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memnun.foundation.clock import ISTANBUL
from memnun.foundation.turkish.date_reading import guess_date_order, parse_date, parse_datetime
from memnun.foundation.turkish.dates import ago, clock_time, long_date, short_date

NOW = datetime(2026, 3, 3, 14, 22, tzinfo=ISTANBUL)
THIRD_OF_MARCH = date(2026, 3, 3)


def test_dates_are_written_in_words_and_in_digits() -> None:
    assert long_date(THIRD_OF_MARCH) == "3 Mart 2026 Salı"
    assert long_date(THIRD_OF_MARCH, "en") == "Tuesday, 3 March 2026"
    assert short_date(THIRD_OF_MARCH) == "03.03.2026"
    assert short_date(THIRD_OF_MARCH, "en-gb") == "3 Mar 2026"
    assert clock_time(NOW) == "14:22"


@pytest.mark.parametrize(
    ("distance", "turkish", "english"),
    [
        (timedelta(seconds=30), "az önce", "just now"),
        (timedelta(minutes=1), "1 dakika önce", "1 minute ago"),
        (timedelta(hours=3), "3 saat önce", "3 hours ago"),
        (timedelta(hours=14), "14 saat önce", "14 hours ago"),
        (timedelta(hours=15), "dün", "yesterday"),
        (timedelta(days=2), "2 gün önce", "2 days ago"),
        (timedelta(days=8), "1 hafta önce", "1 week ago"),
        (timedelta(days=65), "2 ay önce", "2 months ago"),
        (timedelta(days=400), "1 yıl önce", "1 year ago"),
        (-timedelta(seconds=5), "birazdan", "in a moment"),
        (-timedelta(hours=2), "2 saat sonra", "in 2 hours"),
        (-timedelta(hours=12), "yarın", "tomorrow"),
    ],
)
def test_distances_are_told_as_people_tell_them(distance: timedelta, turkish: str, english: str) -> None:
    assert ago(NOW - distance, NOW) == turkish
    assert ago(NOW - distance, NOW, "en") == english


def test_four_hours_ago_is_told_in_hours_after_midnight_too() -> None:
    assert ago(NOW.replace(hour=22), NOW.replace(day=4, hour=2)) == "4 saat önce"


def test_the_distance_does_not_depend_on_the_zone_of_the_moment() -> None:
    assert ago((NOW - timedelta(hours=15)).astimezone(UTC), NOW.astimezone(UTC)) == "dün"


@pytest.mark.parametrize(
    "written",
    [
        "3.3.26",
        "03.03.2026",
        "03/03/2026",
        "3-3-2026",
        "3 Mart 2026",
        "3 MART 2026 SALI",
        "Salı, 3 Mart 2026",
        "3 Mar 2026",
        "03-Mar-26",
        "2026-03-03",
        "2026/3/3",
        "20260303",
        "March 3, 2026",
        "Tuesday, 3 March 2026",
        "3 Mart 2026 saat 14:22",
        "2026-03-03T11:22:00Z",
        46084,
        46084.75,
        "46084",
        date(2026, 3, 3),
    ],
)
def test_many_ways_to_write_a_day_are_read(written: str | float | date) -> None:
    assert parse_date(written) == THIRD_OF_MARCH


@pytest.mark.parametrize(
    "written",
    [
        "03.03.2026 14:22",
        "3.3.26 14.22",
        "3 Mart 2026 Salı, 14:22",
        "2026-03-03 14:22:00",
        "3/3/2026 2:22 PM",
        "2026-03-03T11:22:00Z",
        "2026-03-03T11:22:00.000+00:00",
        "2026-03-03 14:22+0300",
    ],
)
def test_many_ways_to_write_a_moment_are_read(written: str) -> None:
    assert parse_datetime(written) == NOW


@pytest.mark.parametrize(
    "written",
    ["", "abc", "31.02.2026", "13/13/2026", "14:22", "3 Foo 2026", "03.03.2026 24:10", "1.2.3.4", 12.0],
)
def test_what_is_no_date_is_refused(written: str | float) -> None:
    with pytest.raises(ValueError, match="not a date"):
        parse_date(written)


def test_two_digit_years_belong_to_the_nearest_century() -> None:
    assert parse_date("1.1.68").year == 2068
    assert parse_date("1.1.69").year == 1969


def test_the_order_of_day_and_month_is_decided_for_a_whole_column() -> None:
    american = ["03/04/2026", "03/14/2026", "12/01/2026"]
    assert guess_date_order(american) == "mdy"
    assert parse_date(american[0], "mdy") == date(2026, 3, 4)
    assert guess_date_order(["03/04/2026", "14/03/2026"]) == "dmy"
    assert guess_date_order(["03/04/2026", "", "yok", "2026-04-13"]) == "dmy"


@given(st.dates(date(1969, 1, 1), date(2068, 12, 31)))
def test_written_dates_read_back(day: date) -> None:
    assert (
        parse_date(short_date(day)) == parse_date(long_date(day)) == parse_date(long_date(day, "en")) == day
    )
    assert parse_date(f"{day:%d.%m.%y}") == day
    assert parse_date((day - date(1899, 12, 30)).days) == day
    assert parse_date(f"{day:%m/%d/%Y}", guess_date_order([f"{day:%m/%d/%Y}", "12/31/2020"])) == day


@given(st.datetimes(datetime(2000, 1, 1), datetime(2068, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_iso_moments_read_back(moment: datetime) -> None:
    assert parse_datetime(moment.isoformat()) == moment
    assert parse_datetime(moment) == moment


@given(st.text("0123456789.:/- tzTZmartayılAP+"))
def test_reading_a_date_gives_a_date_or_value_error(text: str) -> None:
    with suppress(ValueError):
        assert isinstance(parse_date(text), date)
