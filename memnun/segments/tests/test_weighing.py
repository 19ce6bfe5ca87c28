"""The three groups by evidence: fading, hysteresis, relief, replay."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from memnun.segments.weighing import AT_RISK, SATISFIED, SUGGESTING, UNKNOWN, Evidence, replay

START = datetime(2026, 1, 1, tzinfo=UTC)


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def piece(number: float, group: str, weight: float = 1.0) -> Evidence:
    return Evidence(day(number), group, weight)


def test_nobody_is_known_without_evidence():
    judged = replay([], until=day(10))
    assert (judged.group, judged.moves, judged.look_again_at) == (UNKNOWN, (), None)


def test_one_clear_complaint_puts_a_customer_at_risk_and_says_why():
    judged = replay([piece(1, AT_RISK)], until=day(2))
    assert judged.group == AT_RISK
    [move] = judged.moves
    assert (move.at, move.before, move.after) == (day(1), UNKNOWN, AT_RISK)
    assert move.evidence == (piece(1, AT_RISK),)


def test_an_unsure_word_moves_nobody():
    assert replay([piece(1, AT_RISK, 0.5)], until=day(1)).group == UNKNOWN


def test_a_single_thanks_does_not_wipe_out_a_heavy_complaint_and_real_joy_does():
    trouble = piece(1, AT_RISK, 1.8)
    assert replay([trouble, piece(2, SATISFIED, 0.6)], until=day(2)).group == AT_RISK
    assert replay([trouble, piece(2, SATISFIED), piece(3, SATISFIED)], until=day(3)).group == SATISFIED


def test_trouble_outranks_joy_of_the_same_weight():
    assert replay([piece(1, SATISFIED), piece(2, AT_RISK)], until=day(2)).group == AT_RISK


def test_evidence_fades_and_the_customer_becomes_unknown_at_a_moment_that_is_told():
    judged = replay([piece(1, AT_RISK)], until=day(2))
    assert judged.look_again_at is not None
    later = replay([piece(1, AT_RISK)], until=judged.look_again_at + timedelta(days=1))
    assert [move.after for move in later.moves] == [AT_RISK, UNKNOWN]
    assert abs(later.moves[-1].at - judged.look_again_at) <= timedelta(minutes=1)


def test_a_group_once_entered_is_kept_between_the_two_thresholds():
    entered = replay([piece(1, SUGGESTING, 0.7)], until=day(1))
    faded = replay([piece(1, SUGGESTING, 0.7)], until=day(60))
    assert entered.group == faded.group == SUGGESTING
    assert 0.3 < faded.scores[SUGGESTING] < 0.6


moments = st.floats(0, 700, allow_nan=False).map(day)
pieces = st.builds(
    Evidence, at=moments, group=st.sampled_from([AT_RISK, SATISFIED, SUGGESTING]), weight=st.floats(0.1, 3)
)


@given(st.lists(pieces, max_size=15), moments)
def test_moves_are_in_order_and_join_up(evidence, until):
    judged = replay(evidence, until=until)
    group = UNKNOWN
    for before, after in zip(judged.moves, judged.moves[1:], strict=False):
        assert before.at <= after.at
    for move in judged.moves:
        assert move.before == group != move.after
        assert move.at <= until
        group = move.after
    assert judged.group == group


@given(st.lists(pieces, max_size=12), st.floats(0, 700), st.floats(0, 700))
def test_replaying_in_two_parts_ends_where_one_replay_ends(evidence, one, two):
    first, last = sorted((one, two))
    half = replay(evidence, until=day(first))
    rest = replay(evidence, until=day(last), present=half.group, since=day(first))
    whole = replay(list(evidence), until=day(last))
    # looking at the moment `first` may only add a look, which the whole replay does not make
    if not any(abs((move.at - day(first)).total_seconds()) < 2 for move in half.moves):
        assert rest.group == whole.group
