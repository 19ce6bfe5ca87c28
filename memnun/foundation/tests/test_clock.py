from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from memnun.foundation import clock

MORNING = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)


def test_a_frozen_clock_stands_still_until_it_is_moved() -> None:
    with clock.frozen(MORNING) as stopped:
        assert clock.now() == clock.now() == MORNING
        stopped.move(timedelta(days=10))
        assert clock.now() == datetime(2026, 3, 13, 9, 0, tzinfo=UTC)
    assert clock.now() > datetime(2026, 3, 14, tzinfo=UTC)


def test_freezing_may_be_nested() -> None:
    with clock.frozen(MORNING):
        with clock.frozen(MORNING + timedelta(hours=1)):
            assert clock.now().hour == 10
        assert clock.now() == MORNING


def test_a_naive_moment_cannot_freeze_the_clock() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.frozen(datetime(2026, 3, 3)):  # noqa: DTZ001
        pass


def test_a_frozen_moment_is_told_in_utc() -> None:
    noon_in_istanbul = datetime(2026, 3, 3, 12, 0, tzinfo=timezone(timedelta(hours=3)))
    with clock.frozen(noon_in_istanbul):
        assert clock.now().isoformat() == "2026-03-03T09:00:00+00:00"


def test_today_in_istanbul_begins_three_hours_before_utc() -> None:
    with clock.frozen(datetime(2026, 3, 3, 21, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 4)
