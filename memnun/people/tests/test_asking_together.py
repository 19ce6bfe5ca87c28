"""Statements asked in one go find what each would have found alone."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db.models import QuerySet

from memnun.events.models import Viewer
from memnun.people.asking_together import asked_together
from memnun.people.models import Person, Team
from memnun.people.testing import Cast, make_team
from memnun.people.written import written_once

pytestmark = pytest.mark.django_db


@written_once
def colleagues(viewer: Viewer, ids: list[UUID]) -> QuerySet[Person]:
    return Person.objects.visible_to(viewer).filter(id__in=ids).select_related("brand").order_by("name")


@written_once
def teams(viewer: Viewer) -> QuerySet[Team, str]:
    return Team.objects.visible_to(viewer).order_by("name").values_list("name", flat=True)


@pytest.fixture
def cast() -> Cast:
    made = Cast()
    make_team(made.brand, "Kargo", made.elif_)
    for person in (made.elif_, made.deniz):
        assert person.hidden_team_ids == [], "read now, so that no test below counts it"
    return made


def test_answers_are_those_of_each_alone_at_the_cost_of_one(cast, django_assert_num_queries):
    ids = [cast.elif_.id, cast.burak.id]
    alone = colleagues(cast.elif_, ids), teams(cast.elif_)
    with (
        django_assert_num_queries(1),
        asked_together([colleagues.question(cast.elif_, ids), teams.question(cast.elif_)]),
    ):
        assert (colleagues(cast.elif_, ids), teams(cast.elif_)) == alone
    assert teams(cast.elif_) == ["Kargo"]


def test_an_answer_is_for_whom_it_was_asked_and_for_one_time(cast, django_assert_num_queries):
    with asked_together([teams.question(cast.elif_)]):
        with django_assert_num_queries(1):
            assert teams(cast.deniz) == []
        with django_assert_num_queries(0):
            assert teams(cast.elif_) == ["Kargo"]
        make_team(cast.brand, "Hukuk")
        assert teams(cast.elif_) == ["Hukuk", "Kargo"]


def test_what_was_asked_and_not_taken_is_forgotten(cast):
    with asked_together([teams.question(cast.elif_)]):
        make_team(cast.brand, "Hukuk")
    assert teams(cast.elif_) == ["Hukuk", "Kargo"]


def test_questions_that_can_find_nothing_are_not_asked(cast, django_assert_num_queries):
    with django_assert_num_queries(0), asked_together([colleagues.question(cast.elif_, [])]):
        assert colleagues(cast.elif_, []) == []
