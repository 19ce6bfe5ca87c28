"""Every template can be said, and there are as many situations, ideas and kinds of praise as promised."""

from datetime import UTC, datetime

import pytest

from memnun.demo.brand import branches, staff
from memnun.demo.chance import dice
from memnun.demo.customers import customer
from memnun.demo.facts import Facts
from memnun.demo.lines import tables
from memnun.demo.phrasing import parse, say, slots_of
from memnun.demo.products import any_product
from memnun.demo.situation import Situation, about, situations


@pytest.fixture
def facts() -> Facts:
    rng = dice(1, "facts")
    at = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    return Facts(rng, customer(1, 7), any_product(rng), branches()[0], staff()[3], at)


def _templates() -> list[str]:
    of_situations = [template for situation in situations() for template in situation.templates()]
    return of_situations + [template for table in tables().values() for template in table]


def test_every_slot_of_every_template_is_known(facts: Facts) -> None:
    unknown = {name for template in _templates() for name in slots_of(parse(template))} - set(facts)
    assert not unknown


def test_every_template_can_be_said(facts: Facts) -> None:
    rng = dice(1, "all")
    for template in _templates():
        said = say(template, rng, facts)
        assert said
        assert not set("[]{}|") & set(said.replace("=>", ""))


def test_a_bracket_that_does_not_close_is_refused() -> None:
    with pytest.raises(ValueError, match="unclosed"):
        parse("Merhaba [sevgili|")
    with pytest.raises(ValueError, match="bracket"):
        parse("Merhaba ]")


def test_a_choice_says_each_of_its_branches(facts: Facts) -> None:
    rng = dice(1, "choice")
    assert {say("[ev|bahçe]", rng, facts) for _ in range(40)} == {"ev", "bahçe"}


def _distinct(kind: str) -> int:
    return sum(len(situation.cores) for situation in situations() if situation.kind == kind)


def test_there_are_a_hundred_and_twenty_situations_and_more() -> None:
    assert len([each for each in situations() if each.theme not in ("ideas", "praise")]) >= 120


def test_there_are_sixty_ideas_and_sixty_kinds_of_praise() -> None:
    assert _distinct("suggestion") >= 60
    assert _distinct("praise") >= 60


def test_situations_have_names_of_their_own() -> None:
    assert len({each.slug for each in situations()}) == len(situations())


def test_every_complaint_has_an_answer_and_a_note() -> None:
    def lacks(situation: Situation) -> bool:
        return not situation.answers or not (situation.notes or situation.theme in ("english", "adverts"))

    assert [each.slug for each in situations() if each.kind == "complaint" and lacks(each)] == []


def test_a_theme_can_be_asked_for_its_questions() -> None:
    assert all(each.kind == "question" for each in about("questions", "question"))
