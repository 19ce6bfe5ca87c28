from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memnun.foundation.business_time import (
    AROUND_THE_CLOCK,
    STANDARD_WEEK,
    Calendar,
    Opening,
    add_business_days,
    add_business_time,
    business_time_between,
    explain_adding,
    explain_between,
    is_working,
    next_working_moment,
)
from memnun.foundation.clock import ISTANBUL

STANDARD = Calendar()
HOUR = timedelta(hours=1)


def at(day: str, hour: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ISTANBUL)


openings = st.lists(st.integers(0, 24), min_size=2, max_size=6, unique=True).map(
    lambda hours: tuple(
        Opening(time(since), time(until % 24))
        for since, until in zip(sorted(hours)[::2], sorted(hours)[1::2], strict=False)
    )
)
weeks = st.tuples(*[st.one_of(st.just(()), openings)] * 6, openings)
zones = st.sampled_from([ISTANBUL, ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("UTC")])
calendars = st.builds(Calendar, week=weeks, zone=zones, public_holidays=st.booleans())
moments = st.datetimes(datetime(2020, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
durations = st.timedeltas(timedelta(0), timedelta(days=12))


@pytest.mark.parametrize(
    ("day", "hour", "hours", "until_day", "until_hour"),
    [
        ("2026-03-03", "10:00", 4, "2026-03-03", "14:00"),
        ("2026-03-03", "17:00", 4, "2026-03-04", "12:00"),
        ("2026-03-03", "16:00", 2, "2026-03-03", "18:00"),
        ("2026-03-06", "17:00", 2, "2026-03-09", "10:00"),
        ("2026-03-07", "12:00", 1, "2026-03-09", "10:00"),
        # Arife: work ends at 13:00, then three days of Ramazan Bayramı over a weekend.
        ("2026-03-19", "12:00", 2, "2026-03-23", "10:00"),
        # 28 October afternoon and 29 October are off.
        ("2026-10-28", "12:30", 1, "2026-10-30", "09:30"),
        ("2026-03-03", "03:00", 0, "2026-03-03", "03:00"),
    ],
)
def test_deadlines_skip_nights_weekends_and_holidays(
    day: str, hour: str, hours: int, until_day: str, until_hour: str
) -> None:
    assert add_business_time(at(day, hour), hours * HOUR, STANDARD) == at(until_day, until_hour)


def test_the_explanation_lists_the_counted_hours() -> None:
    deadline, counted = explain_adding(at("2026-03-06", "17:00"), 2 * HOUR, STANDARD)
    assert [(part.since, part.until) for part in counted] == [
        (at("2026-03-06", "17:00"), at("2026-03-06", "18:00")),
        (at("2026-03-09", "09:00"), at("2026-03-09", "10:00")),
    ]
    assert deadline == at("2026-03-09", "10:00")


def test_a_lunch_break_is_not_counted() -> None:
    with_break = Calendar(week=((Opening(time(9), time(12)), Opening(time(13), time(18))),) * 7)
    assert business_time_between(at("2026-03-03", "11:00"), at("2026-03-03", "14:00"), with_break) == 2 * HOUR


def test_work_around_the_clock_counts_every_hour_even_over_midnight() -> None:
    calendar = Calendar(week=AROUND_THE_CLOCK, public_holidays=False)
    assert business_time_between(at("2026-03-03", "22:00"), at("2026-03-05", "02:00"), calendar) == 28 * HOUR


def test_own_days_are_stronger_than_the_public_ones() -> None:
    calendar = Calendar(
        closed={date(2026, 3, 3): "Stok sayımı"}, opened={date(2026, 3, 20): (Opening(time(10), time(14)),)}
    )
    assert calendar.openings(date(2026, 3, 3)) == ()
    assert calendar.why_closed(date(2026, 3, 3)) == "Stok sayımı"
    assert calendar.openings(date(2026, 3, 20)) == (Opening(time(10), time(14)),)
    assert calendar.why_closed(date(2026, 3, 20)) == ""
    assert calendar.why_closed(date(2026, 3, 21)) == "Ramazan Bayramı"


def test_a_half_day_closes_an_afternoon_shift_whole() -> None:
    shifts = Calendar(week=((Opening(time(8), time(12)), Opening(time(14), time(0))),) * 7)
    assert shifts.openings(date(2026, 3, 19)) == (Opening(time(8), time(12)),)


def test_clocks_that_change_are_counted_in_real_time() -> None:
    berlin = Calendar(week=AROUND_THE_CLOCK, zone=ZoneInfo("Europe/Berlin"), public_holidays=False)
    since = datetime(2026, 3, 29, tzinfo=berlin.zone)
    assert business_time_between(since, datetime(2026, 3, 30, tzinfo=berlin.zone), berlin) == 23 * HOUR


def test_it_can_be_asked_whether_somebody_works_and_when_next() -> None:
    assert is_working(at("2026-03-03", "09:00"), STANDARD)
    assert not is_working(at("2026-03-03", "18:00"), STANDARD)
    assert next_working_moment(at("2026-03-06", "18:00"), STANDARD) == at("2026-03-09", "09:00")
    assert next_working_moment(at("2026-03-06", "12:00"), STANDARD) == at("2026-03-06", "12:00")


def test_three_working_days_after_a_thursday_before_the_feast() -> None:
    assert add_business_days(date(2026, 3, 18), 3, STANDARD) == date(2026, 3, 24)


@pytest.mark.parametrize("calendar", [Calendar(week=((),) * 7)])
def test_a_calendar_without_work_says_so(calendar: Calendar) -> None:
    for question in (
        lambda: add_business_time(at("2026-03-03", "09:00"), HOUR, calendar),
        lambda: next_working_moment(at("2026-03-03", "09:00"), calendar),
        lambda: add_business_days(date(2026, 3, 3), 1, calendar),
    ):
        with pytest.raises(ValueError, match="no working time"):
            question()


def test_malformed_hours_are_refused() -> None:
    with pytest.raises(ValueError):
        Opening(time(18), time(9))
    with pytest.raises(ValueError):
        Calendar(week=((Opening(time(9), time(13)), Opening(time(12), time(18))),) * 7)
    with pytest.raises(ValueError):
        Calendar(week=STANDARD_WEEK[:5])


def test_naive_moments_and_negative_durations_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        add_business_time(datetime(2026, 3, 3), HOUR, STANDARD)  # noqa: DTZ001
    with pytest.raises(ValueError, match="added"):
        add_business_time(at("2026-03-03", "09:00"), -HOUR, STANDARD)


@settings(deadline=None)
@given(moments, durations, calendars)
def test_the_time_until_a_deadline_is_what_was_added(
    start: datetime, duration: timedelta, calendar: Calendar
) -> None:
    deadline, counted = explain_adding(start, duration, calendar)
    assert deadline >= start + duration
    assert sum((part.duration for part in counted), timedelta(0)) == duration
    assert business_time_between(start, deadline, calendar) == duration


@settings(deadline=None)
@given(moments, moments, moments, calendars)
def test_stretches_add_up_and_never_exceed_real_time(
    one: datetime, two: datetime, three: datetime, calendar: Calendar
) -> None:
    first, middle, last = sorted((one, two, three))
    middle, last = min(middle, first + timedelta(days=90)), min(last, first + timedelta(days=180))
    whole = business_time_between(first, last, calendar)
    parts = business_time_between(first, middle, calendar), business_time_between(middle, last, calendar)
    assert sum(parts, timedelta(0)) == whole <= last - first
    assert business_time_between(last, first, calendar) == -whole


@settings(deadline=None)
@given(moments, durations, calendars)
def test_counted_stretches_are_in_order_and_in_working_hours(
    start: datetime, duration: timedelta, calendar: Calendar
) -> None:
    parts = explain_between(start, start + duration, calendar)
    for part in parts:
        assert start <= part.since < part.until <= start + duration
        assert is_working(part.since, calendar)
    for earlier, later in pairwise(parts):
        assert earlier.until <= later.since
