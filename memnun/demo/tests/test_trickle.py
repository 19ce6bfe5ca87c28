"""The trickle: repeatable, on time, with conversations that go on."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from memnun.demo.chance import dice
from memnun.demo.trickle import QUICKEST, SLOWEST, State, next_interactions, pause
from memnun.interactions.contact import Contact

NOON = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def _an_hour(seed: int) -> list[Contact]:
    state = State(seed, 300, NOON)
    rng = dice(seed, "pauses")
    at, told = NOON, []
    while at < NOON + timedelta(hours=1):
        at += pause(rng, at)
        told += list(next_interactions(state, at))
    return told


def test_somebody_writes_every_few_seconds() -> None:
    told = _an_hour(1)
    assert 120 < len(told) < 900
    assert all(
        each.occurred_at and NOON < each.occurred_at <= NOON + timedelta(hours=1, seconds=31) for each in told
    )


def test_the_same_state_brings_the_same_contacts() -> None:
    assert _an_hour(2) == _an_hour(2)


def test_conversations_go_on_in_both_directions() -> None:
    told = _an_hour(3)
    assert {each.direction for each in told} == {"in", "out"}
    assert max(Counter(each.thread for each in told).values()) >= 3


def test_pauses_stay_within_their_bounds_even_at_night() -> None:
    rng = dice(4, "pauses")
    night = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    assert all(QUICKEST <= pause(rng, night).total_seconds() <= SLOWEST for _ in range(300))
