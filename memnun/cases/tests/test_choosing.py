from uuid import UUID

import pytest

from memnun.cases.owners.choosing import Candidate, Rule, Wanted, choose

TEAM, BRANCH = UUID(int=100), UUID(int=200)


def somebody(number: int, **fields: object) -> Candidate:
    return Candidate(id=UUID(int=number), order=number, **fields)  # type: ignore[arg-type]


def rule(**fields: object) -> Rule:
    return Rule(id=UUID(int=1000), **fields)  # type: ignore[arg-type]


def chosen(wanted: Wanted, candidates: list[Candidate], *rules: Rule) -> int | None:
    found = choose(wanted, rules or [rule()], candidates).person
    return found.int if found else None


def test_whoever_has_the_fewest_gets_it() -> None:
    assert chosen(Wanted(), [somebody(1, open=3), somebody(2, open=1)]) == 2


def test_the_usual_agent_comes_first_unless_full_or_away() -> None:
    wanted = Wanted(usual=UUID(int=1))
    assert chosen(wanted, [somebody(1, open=9), somebody(2)]) == 1
    assert chosen(wanted, [somebody(1, open=30), somebody(2)]) == 2
    assert chosen(wanted, [somebody(1, away=True), somebody(2)]) == 2


def test_one_after_the_other_goes_round() -> None:
    turn, people = rule(round_robin=True, usual_first=False), [somebody(1), somebody(2), somebody(3)]
    assert [chosen(Wanted(), people, turn) for _ in range(4)] == [1, 2, 3, 1]


@pytest.mark.parametrize(
    ("wanted", "gifted"),
    [
        (Wanted(topics=frozenset({"refund"})), {"skills": frozenset({"refund"})}),
        (Wanted(language="en"), {"languages": frozenset({"en"})}),
        (Wanted(branch=BRANCH), {"branch": BRANCH}),
    ],
)
def test_whoever_fits_is_preferred(wanted: Wanted, gifted: dict[str, object]) -> None:
    assert chosen(wanted, [somebody(1), somebody(2, open=5, **gifted)]) == 2
    assert chosen(wanted, [somebody(1), somebody(2)]) == 1


def test_whoever_works_now_comes_before_whoever_does_not() -> None:
    assert chosen(Wanted(), [somebody(1, works=False), somebody(2, open=4)]) == 2
    assert chosen(Wanted(), [somebody(1, works=False)]) == 1


def test_the_first_rule_that_holds_decides() -> None:
    english = rule(language="en", team=TEAM)
    people = [somebody(1), somebody(2, open=7, teams=frozenset({TEAM}))]
    assert chosen(Wanted(language="en"), people, english, rule()) == 2
    assert chosen(Wanted(), people, english, rule()) == 1


def test_nobody_is_given_more_than_they_may_have() -> None:
    people = [somebody(1, most=2), somebody(2, most=1)]
    given = [chosen(Wanted(), people) for _ in range(4)]
    assert sorted(given[:3], key=str) == [1, 1, 2]
    assert given[3] is None
