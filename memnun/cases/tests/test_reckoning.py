import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from memnun.cases.deadlines.legal import ARBITRATION_LIMIT, REFUND, legal_value, refund_start
from memnun.cases.deadlines.reckoning import NoWorkingTime, reckon, working_between
from memnun.cases.deadlines.terms import Pause, SpanKind, Term, Unit
from memnun.foundation.business_time import Calendar, Opening, add_business_days, add_business_time
from memnun.foundation.clock import ISTANBUL

STANDARD = Calendar()
NEW_YORK = ZoneInfo("America/New_York")
LUNCH = Calendar(week=((Opening(time(9), time(12, 30)), Opening(time(13, 30), time(18))),) * 5 + ((),) * 2)
patient = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""Several processes share the machine: how long an example takes says nothing."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def at(written: str, zone: ZoneInfo = ISTANBUL) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=zone)


def due(start: str, term: Term, calendar: Calendar = STANDARD, *pauses: Pause) -> datetime | None:
    return reckon(at(start, calendar.zone), term, calendar, pauses).due


hours = st.lists(st.integers(0, 24), min_size=2, max_size=6, unique=True).map(
    lambda chosen: tuple(
        Opening(time(since), time(until % 24))
        for since, until in zip(sorted(chosen)[::2], sorted(chosen)[1::2], strict=False)
    )
)
weeks = st.tuples(*[st.one_of(st.just(()), hours)] * 6, hours)
zones = st.sampled_from(
    [ISTANBUL, ZoneInfo("Europe/Berlin"), NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")]
)
calendars = st.builds(Calendar, week=weeks, zone=zones, public_holidays=st.booleans())
moments = st.datetimes(datetime(2024, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
terms = st.one_of(
    st.builds(Term, st.integers(0, 4000), st.just(Unit.WORKING_MINUTES)),
    st.builds(Term, st.integers(0, 9000), st.just(Unit.MINUTES)),
    st.builds(Term, st.integers(1, 12), st.just(Unit.WORKING_DAYS)),
    st.builds(Term, st.integers(1, 40), st.just(Unit.CALENDAR_DAYS)),
)


@st.composite
def closed_pauses(draw: st.DrawFn, near: datetime) -> list[Pause]:
    minutes = draw(st.lists(st.tuples(st.integers(-600, 9000), st.integers(0, 4000)), max_size=4))
    return [
        Pause(near + timedelta(minutes=since), near + timedelta(minutes=since + length))
        for since, length in minutes
    ]


@pytest.mark.parametrize(
    ("start", "amount", "until"),
    [
        ("2026-03-03T17:00", 240, "2026-03-04T12:00"),
        ("2026-03-06T17:00", 120, "2026-03-09T10:00"),
        ("2026-10-28T12:30", 60, "2026-10-30T09:30"),
        ("2026-12-31T17:30", 60, "2027-01-04T09:30"),
        ("2026-03-03T16:00", 120, "2026-03-03T18:00"),
        ("2026-03-01T16:00", 30, "2026-03-02T09:30"),
    ],
)
def test_working_minutes_skip_nights_weekends_holidays_and_the_turn_of_the_year(
    start: str, amount: int, until: str
) -> None:
    assert due(start, Term(amount)) == at(until)


def test_lunch_is_not_counted() -> None:
    assert due("2026-03-03T12:00", Term(60), LUNCH) == at("2026-03-03T14:00")


def test_time_in_which_the_customer_is_awaited_is_not_counted() -> None:
    awaited = Pause(at("2026-03-03T11:00"), at("2026-03-03T15:00"))
    assert due("2026-03-03T10:00", Term(120), STANDARD, awaited) == at("2026-03-03T16:00")


def test_while_the_customer_is_awaited_nothing_is_due() -> None:
    found = reckon(at("2026-03-03T10:00"), Term(120), STANDARD, [Pause(at("2026-03-03T11:00"))])
    assert found.due is None
    assert found.stands_since == at("2026-03-03T11:00")
    assert found.counted == HOUR


def test_a_pause_that_begins_after_the_deadline_changes_nothing() -> None:
    assert due("2026-03-03T10:00", Term(60), STANDARD, Pause(at("2026-03-03T11:00"))) == at(
        "2026-03-03T11:00"
    )


def test_three_working_days_end_with_the_third_days_hours() -> None:
    # Friday; Monday 23.03.2026 is the first working day after Ramazan Bayramı, 19.03. is a half day.
    assert due("2026-03-18T15:00", Term(3, Unit.WORKING_DAYS)) == at("2026-03-24T18:00")


def test_fourteen_days_for_a_refund_end_at_midnight_and_count_holidays() -> None:
    assert due("2026-03-10T15:00", REFUND) == at("2026-03-25T00:00")


def test_the_refund_begins_at_the_earliest_known_start() -> None:
    known = {"notice_at": None, "shipped_at": at("2026-03-05T10:00"), "received_at": at("2026-03-04T10:00")}
    assert refund_start(known) == ("received_at", at("2026-03-04T10:00"))
    assert refund_start({}) is None


def test_the_arbitration_limit_is_the_one_of_the_day() -> None:
    limit = legal_value(ARBITRATION_LIMIT, date(2026, 11, 22))
    assert limit
    assert limit.value == 186_000
    assert legal_value(ARBITRATION_LIMIT, date(2025, 12, 31)) is None


def test_a_day_off_of_ones_own_moves_the_deadline() -> None:
    closed = Calendar(closed={date(2026, 3, 4): "Envanter"})
    assert due("2026-03-03T17:00", Term(120), closed) == at("2026-03-05T10:00")


def test_an_hour_that_does_not_exist_is_not_counted() -> None:
    # New York, 08.03.2026: 02:00 becomes 03:00.
    night = Calendar(week=((Opening(time(1), time(6)),),) * 7, zone=NEW_YORK, public_holidays=False)
    assert due("2026-03-08T01:00", Term(120), night) == at("2026-03-08T04:00", NEW_YORK)


def test_a_calendar_that_never_works_again_is_refused() -> None:
    empty = Calendar(week=((),) * 7)
    for term in (Term(1), Term(1, Unit.WORKING_DAYS)):
        with pytest.raises(NoWorkingTime):
            reckon(at("2026-03-03T10:00"), term, empty)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        reckon(datetime(2026, 3, 3), Term(1), STANDARD)  # noqa: DTZ001


def test_terms_below_nothing_and_of_no_day_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Term(-1)
    with pytest.raises(ValueError, match="one day"):
        Term(0, Unit.WORKING_DAYS)


@patient
@given(start=moments, amount=st.integers(0, 6000), calendar=calendars)
def test_without_pauses_it_agrees_with_the_plain_sum_of_working_time(
    start: datetime, amount: int, calendar: Calendar
) -> None:
    assume(calendar.zone.key != "Australia/Lord_Howe")
    assert reckon(start, Term(amount), calendar).due == add_business_time(
        start, timedelta(minutes=amount), calendar
    )


@patient
@given(start=moments, days=st.integers(1, 15), calendar=calendars)
def test_working_days_agree_with_the_plain_count(start: datetime, days: int, calendar: Calendar) -> None:
    found = reckon(start, Term(days, Unit.WORKING_DAYS), calendar).due
    assert found is not None
    last = add_business_days(start.astimezone(calendar.zone).date(), days, calendar)
    assert (found - timedelta(seconds=1)).astimezone(calendar.zone).date() == last


@patient
@given(start=moments, term=terms, calendar=calendars, data=st.data())
def test_what_was_counted_is_what_was_given(
    start: datetime, term: Term, calendar: Calendar, data: st.DataObject
) -> None:
    found = reckon(start, term, calendar, data.draw(closed_pauses(start)))
    assert found.due is not None
    assert found.due >= start
    if term.in_days:
        assert sum(span.kind is SpanKind.COUNTED for span in found.spans) == term.amount
    else:
        assert found.counted == term.duration


@patient
@given(start=moments, later=st.integers(0, 20_000), term=terms, calendar=calendars, data=st.data())
def test_a_later_start_is_never_due_earlier(
    start: datetime, later: int, term: Term, calendar: Calendar, data: st.DataObject
) -> None:
    pauses = data.draw(closed_pauses(start))
    first = reckon(start, term, calendar, pauses).due
    second = reckon(start + timedelta(minutes=later), term, calendar, pauses).due
    assert first is not None
    assert second is not None
    assert second >= first


@patient
@given(start=moments, term=terms, more=st.integers(0, 3000), calendar=calendars, data=st.data())
def test_a_longer_term_is_never_due_earlier(
    start: datetime, term: Term, more: int, calendar: Calendar, data: st.DataObject
) -> None:
    pauses = data.draw(closed_pauses(start))
    longer = Term(term.amount + (more % 20 if term.in_days else more), term.unit)
    first, second = reckon(start, term, calendar, pauses).due, reckon(start, longer, calendar, pauses).due
    assert first is not None
    assert second is not None
    assert second >= first


@patient
@given(start=moments, term=terms, calendar=calendars, data=st.data())
def test_one_pause_more_is_never_due_earlier(
    start: datetime, term: Term, calendar: Calendar, data: st.DataObject
) -> None:
    pauses = data.draw(closed_pauses(start))
    fewer = reckon(start, term, calendar, pauses[1:]).due
    all_of_them = reckon(start, term, calendar, pauses).due
    assert fewer is not None
    assert all_of_them is not None
    assert all_of_them >= fewer


@patient
@given(
    start=moments, first=st.integers(0, 2000), second=st.integers(0, 2000), calendar=calendars, data=st.data()
)
def test_two_terms_one_after_the_other_are_one_term(
    start: datetime, first: int, second: int, calendar: Calendar, data: st.DataObject
) -> None:
    pauses = data.draw(closed_pauses(start))
    halfway = reckon(start, Term(first), calendar, pauses).due
    assert halfway is not None
    whole = reckon(start, Term(first + second), calendar, pauses).due
    assert reckon(halfway, Term(second), calendar, pauses).due == (whole if second else halfway)


@patient
@given(start=moments, amount=st.integers(1, 3000), calendar=calendars, closing=st.integers(0, 20))
def test_closing_a_day_never_makes_anything_due_earlier(
    start: datetime, amount: int, calendar: Calendar, closing: int
) -> None:
    day = start.astimezone(calendar.zone).date() + closing * DAY
    edited = Calendar(
        week=calendar.week, zone=calendar.zone, public_holidays=calendar.public_holidays, closed={day: "x"}
    )
    before, after = reckon(start, Term(amount), calendar).due, reckon(start, Term(amount), edited).due
    assert before is not None
    assert after is not None
    assert after >= before


@patient
@given(start=moments, term=terms, calendar=calendars, data=st.data())
def test_the_stretches_follow_each_other_and_counted_ones_never_lie_in_a_pause(
    start: datetime, term: Term, calendar: Calendar, data: st.DataObject
) -> None:
    pauses = data.draw(closed_pauses(start))
    found = reckon(start, term, calendar, pauses)
    counted = [span for span in found.spans if span.kind is SpanKind.COUNTED]
    for earlier, later in itertools.pairwise(counted):
        assert earlier.until <= later.since
    if not term.in_days:
        for span in counted:
            for pause in pauses:
                assert pause.until is not None
                assert span.until <= pause.since or span.since >= pause.until or pause.since >= pause.until


@patient
@given(start=moments, amount=st.integers(1, 3000), calendar=calendars, data=st.data())
def test_the_way_to_a_deadline_holds_exactly_its_working_time(
    start: datetime, amount: int, calendar: Calendar, data: st.DataObject
) -> None:
    pauses = data.draw(closed_pauses(start))
    found = reckon(start, Term(amount), calendar, pauses).due
    assert found is not None
    assert working_between(start, found, calendar, pauses) == timedelta(minutes=amount)


@patient
@given(start=moments, term=terms, calendar=calendars)
def test_an_endless_pause_from_the_start_makes_nothing_due(
    start: datetime, term: Term, calendar: Calendar
) -> None:
    assume(term.amount)
    assert reckon(start, term, calendar, [Pause(start - DAY)]).due is None
