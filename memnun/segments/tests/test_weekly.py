"""A change of the week is told only when chance does not explain it, however often one looks."""

import random
from math import log

from hypothesis import given
from hypothesis import strategies as st

from memnun.segments.weekly import ALPHA, GROUPS, garwood, log_evidence, weigh_week


def test_the_exact_interval_of_a_count_is_garwoods():
    assert round(garwood(0)[1], 6) == 3.688879
    low, high = garwood(10)
    assert (round(low, 3), round(high, 3)) == (4.795, 18.390)


def test_ordinary_weeks_show_no_change_and_strange_ones_do():
    assert weigh_week(11, 1.0, 80).change == ""
    assert weigh_week(40, 1.0, 80).change == "more"
    assert weigh_week(2, 1.0, 240).change == "fewer"
    assert weigh_week(0, 1.0, 0).change == ""


def test_looking_again_and_again_raises_few_wrong_alarms():
    chance = random.Random(7)
    rate, alarms, runs = 20.0, 0, 400
    for _ in range(runs):
        time, count, worst = 0.0, 0, 0.0
        while (time := time + chance.expovariate(rate)) < 1.0:
            count += 1
            worst = max(worst, log_evidence(count, time, rate))
        alarms += worst >= log(GROUPS / ALPHA)
    assert alarms / runs <= ALPHA / GROUPS + 0.02


@given(st.integers(0, 500), st.integers(0, 4000))
def test_the_interval_holds_the_count_and_the_change_has_a_direction(entered, before):
    week = weigh_week(entered, 1.0, before)
    assert week.low <= entered <= week.high
    if week.change:
        assert (entered > week.usual) == (week.change == "more")
