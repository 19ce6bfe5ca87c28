from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from memnun.foundation import ids

moments = st.datetimes(datetime(1970, 1, 2), datetime(9999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def millisecond_of(identifier: object) -> int:
    return identifier.int >> 80  # type: ignore[attr-defined]


def test_ids_rise_within_a_process() -> None:
    made = [ids.uuid7() for _ in range(5000)]
    assert made == sorted(set(made))


def test_a_batch_and_single_ids_share_one_order() -> None:
    made = [ids.uuid7(), *ids.uuid7s(1000), ids.uuid7(), *ids.uuid7s(3)]
    assert made == sorted(set(made))
    assert len(made) == 1005


def test_ids_of_many_threads_never_meet() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = [identifier for batch in pool.map(ids.uuid7s, [2000] * 8) for identifier in batch]
    assert len(set(made)) == 16000


def test_ids_are_rfc_9562_version_7() -> None:
    for identifier in (ids.uuid7(), *ids.uuid7s(2)):
        assert identifier.version == 7
        assert identifier.variant == "specified in RFC 4122"


def test_the_present_is_written_into_the_id() -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    told = datetime.fromtimestamp(millisecond_of(ids.uuid7()) / 1000, UTC)
    assert before < told < before + timedelta(seconds=5)


def test_ids_rise_when_the_wall_clock_steps_back(monkeypatch: pytest.MonkeyPatch) -> None:
    first = ids.uuid7()
    monkeypatch.setattr(ids.time, "time_ns", lambda: 0)
    assert ids.uuid7() > first


@given(moments)
@example(datetime(4148, 1, 1, 0, 0, 0, 999993, tzinfo=UTC))
def test_a_given_moment_is_written_into_the_id(moment: datetime) -> None:
    expected = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    assert millisecond_of(ids.uuid7(moment)) == expected


@given(moments, moments)
def test_ids_sort_by_their_given_moments(one: datetime, other: datetime) -> None:
    if abs(one - other) < timedelta(milliseconds=1):
        other = one + timedelta(milliseconds=2)
    assert (ids.uuid7(one) < ids.uuid7(other)) == (one < other)


def test_a_batch_for_one_moment_keeps_its_order() -> None:
    made = ids.uuid7s(100, datetime(2020, 5, 5, tzinfo=UTC))
    assert made == sorted(set(made))


@pytest.mark.parametrize("moment", [datetime(2020, 1, 1), datetime(1969, 1, 1, tzinfo=UTC)])  # noqa: DTZ001
def test_moments_that_cannot_be_told_are_refused(moment: datetime) -> None:
    with pytest.raises(ValueError):
        ids.uuid7(moment)


def test_no_ids_are_made_when_none_are_wanted() -> None:
    assert ids.uuid7s(0) == []
