"""Positions survive the way to a browser and back, and nothing else passes for one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memnun.events.positions import BEGINNING, EPOCH, LONGEST, Malformed, Position, Snapshot

numbers = st.integers(1, 2**62).filter(lambda number: 1000 < number % EPOCH < EPOCH - 1000)


@st.composite
def snapshots(draw: Any) -> Snapshot:
    end = draw(numbers)
    running = draw(st.frozensets(st.integers(max(1, end - 500), max(1, end - 1)), max_size=30))
    return Snapshot(end, frozenset(xid for xid in running if xid < end))


@st.composite
def nested(draw: Any) -> tuple[Snapshot, Snapshot]:
    """An earlier snapshot and a later one of the same server."""
    earlier = draw(snapshots())
    end = earlier.end + draw(st.integers(0, 100))
    still_running = (
        draw(st.frozensets(st.sampled_from(sorted(earlier.running)))) if earlier.running else frozenset()
    )
    begun = (
        draw(st.frozensets(st.integers(earlier.end, end - 1), max_size=5))
        if end > earlier.end
        else frozenset()
    )
    return earlier, Snapshot(end, still_running | begun)


@given(nested(), numbers)
def test_a_position_reads_back_as_it_was_written(pair: tuple[Snapshot, Snapshot], last: int) -> None:
    for position in (Position(pair[0]), Position(*pair, last)):
        assert Position.parse(str(position)) == position


@given(snapshots())
def test_a_snapshot_reads_back_from_postgresql(snapshot: Snapshot) -> None:
    assert Snapshot.from_postgres(snapshot.for_postgres()) == snapshot


@given(nested(), st.integers(-600, 600))
def test_a_later_snapshot_sees_all_that_an_earlier_one_saw(
    pair: tuple[Snapshot, Snapshot], offset: int
) -> None:
    earlier, later = pair
    assert later.includes(earlier)
    assert later.sees(earlier.end + offset) or not earlier.sees(earlier.end + offset)


@given(nested())
def test_an_earlier_snapshot_does_not_include_a_later_one(pair: tuple[Snapshot, Snapshot]) -> None:
    earlier, later = pair
    assert earlier == later or not earlier.includes(later) or later.end == earlier.end


def test_the_asking_transaction_counts_as_running() -> None:
    assert not Snapshot.from_postgres("5:9:7", own=6).sees(6)
    assert Snapshot.from_postgres("5:9:7", own=12) == Snapshot(9, frozenset({7}))


def test_positions_are_short() -> None:
    assert str(Position(Snapshot(1_000_000, frozenset({999_990, 999_998})))) == "lfls.2.a"
    assert str(Position(BEGINNING)) == "1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "~",
        "A",
        "1~2",
        "1~2~",
        "5~3~1",
        "0",
        "9.0",
        "9.9",
        "9.a",
        "1 ",
        "1\n",
        "١",
        "zzzzzzzzzzzzz",
        "1z141z4",
        "1." * LONGEST,
    ],
)
def test_anything_else_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        Position.parse(text)


@given(st.text(max_size=60) | st.text("0123456789az.~", max_size=60))
def test_no_text_does_worse_than_being_malformed(text: str) -> None:
    try:
        position = Position.parse(text)
    except Malformed:
        return
    assert Position.parse(str(position)) == position
