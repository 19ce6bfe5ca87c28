"""Random lives of cases: whatever people, customers and clocks do, what must always hold does hold.

`CASE_LIVES=10000 bin/test memnun/cases/tests/test_lives.py` lives so many instead of the usual few; with
`CASE_SEED=200` beside it, others.
"""

import os
import random
from datetime import timedelta

import pytest
from django.db import connection

from memnun.cases.invariants import ALL
from memnun.cases.models import State
from memnun.cases.testing import at
from memnun.cases.tests.lives import Life, let_time_pass
from memnun.foundation import clock
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db
LIVES = int(os.environ.get("CASE_LIVES", "12"))
FIRST = int(os.environ.get("CASE_SEED", "0"))
SIDE_BY_SIDE = min(LIVES, 50)
"""Cases of one brand that live at the same time, under one clock."""
ROUNDS = 18


def broken() -> list[str]:
    """The invariants that do not hold at the frozen moment."""
    found = []
    with connection.cursor() as cursor:
        for invariant in ALL:
            query = invariant.query.replace("now()", "%s::timestamptz")
            cursor.execute(query, [clock.now()] * query.count("%s"))
            found += [f"{invariant.name}: {row}" for row in cursor.fetchall()]
    return found


@pytest.mark.parametrize("seed", range(FIRST, FIRST + max(LIVES // SIDE_BY_SIDE, 1)))
def test_random_lives_break_no_invariant(cast: Cast, seed: int) -> None:
    chance = random.Random(seed)
    with clock.frozen(at("2026-03-03T10:00") + timedelta(days=chance.randrange(300))) as frozen:
        lives = [Life(cast, chance) for _ in range(SIDE_BY_SIDE)]
        for _ in range(ROUNDS):
            for life in lives:
                if chance.random() < 0.6:
                    life.step()
            assert broken() == [], f"seed {seed}, after deeds"
            let_time_pass(chance, frozen)
            assert broken() == [], f"seed {seed}, after a while"
        assert all(life.case.state in State.values for life in lives)
