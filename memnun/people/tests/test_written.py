"""Statements written once find what the query set finds, for whoever asks and whatever is asked for."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Length
from django.db.transaction import TransactionManagementError

from memnun.events.models import Viewer
from memnun.foundation import clock
from memnun.foundation.paging import Order, Place
from memnun.people.models import Person, Team
from memnun.people.testing import Cast, make_team
from memnun.people.written import written_once

pytestmark = pytest.mark.django_db
NEWEST = Order("created_at")


@written_once
def colleagues(viewer: Viewer, ids: list[UUID]) -> QuerySet[Person]:
    return Person.objects.visible_to(viewer).filter(id__in=ids).select_related("brand").order_by("id")


@written_once
def seen_teams(viewer: Viewer) -> QuerySet[Team, str]:
    seen = Team.objects.filter(brand_id=viewer.brand_id).exclude(id__in=viewer.hidden_team_ids)
    return seen.order_by("name").values_list("name", flat=True)


@written_once
def joined_before(viewer: Viewer, place: Place | None) -> QuerySet[Person]:
    return NEWEST.stretch(Person.objects.visible_to(viewer), after=place, size=1)


@pytest.fixture
def cast():
    made = Cast()
    for person in (made.elif_, made.burak, made.deniz):
        assert person.hidden_team_ids == [], "read now, so that no test below counts it"
    return made


def test_each_asks_with_their_own_values(cast):
    everybody = list(Person.objects.values_list("id", flat=True))
    for _time in range(2):
        ours, theirs = colleagues(cast.elif_, everybody), colleagues(cast.deniz, everybody)
        assert {one.brand_id for one in ours} == {cast.elif_.brand_id}
        assert {one.brand_id for one in theirs} == {cast.deniz.brand_id}
        assert cast.elif_ in ours
        assert cast.deniz in theirs


def test_rows_come_with_what_was_joined(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        [found] = colleagues(cast.elif_, [cast.burak.id])
        assert found.brand.name == cast.elif_.brand.name


def test_a_private_team_is_hidden_from_those_outside_it_alone(cast):
    make_team(cast.elif_.brand, "Hukuk", cast.burak, private=True)
    outside, inside = Person.objects.get(id=cast.elif_.id), Person.objects.get(id=cast.burak.id)
    for _time in range(2):
        assert "Hukuk" not in seen_teams(outside)
        assert "Hukuk" in seen_teams(inside)


def test_nothing_is_asked_where_nothing_can_be_found(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert colleagues(cast.elif_, []) == []


def test_a_list_may_have_any_length_and_ids_nobody_has(cast):
    ids = [cast.elif_.id, cast.burak.id, cast.murat.id]
    for length in (1, 2, 3):
        assert len(colleagues(cast.elif_, ids[:length])) == length
    assert colleagues(cast.elif_, [uuid4()]) == []


def test_pages_follow_each_other_by_place(cast):
    seen, place = [], None
    while page := NEWEST.as_page(joined_before(cast.elif_, place), after=place, size=1).rows:
        seen += page
        place = Place(page[0].created_at, page[0].id)
    assert seen == list(Person.objects.visible_to(cast.elif_).order_by("-created_at", "-id"))


def test_a_query_set_that_reads_the_clock_is_refused(cast):
    moments = iter(clock.now() - timedelta(days=days) for days in range(9))

    @written_once
    def recent(viewer: Viewer) -> QuerySet[Person]:
        return Person.objects.visible_to(viewer).filter(created_at__gte=next(moments))

    with pytest.raises(ValueError, match="recent"):
        recent(cast.elif_)


def test_numbers_and_lists_of_words_are_values_too(cast, django_assert_num_queries):
    @written_once
    def named(names: list[str], longer_than: int) -> QuerySet[Person]:
        return (
            Person.objects.filter(name__in=names).alias(length=Length("name")).filter(length__gt=longer_than)
        )

    pair = [cast.elif_.name, cast.burak.name]
    for length in (0, 3, len(cast.elif_.name), 99):
        expected = {name for name in pair if len(name) > length}
        with django_assert_num_queries(1):
            assert {one.name for one in named(pair, length)} == expected
    assert named(["Kimse Değil", "id"], 0) == []


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_inside_a_transaction_and_nowhere_else():
    @written_once
    def held(brand_id: UUID) -> QuerySet[Team]:
        return Team.objects.filter(brand_id=brand_id).select_for_update(no_key=True)

    with transaction.atomic():
        assert held(uuid4()) == []
    with pytest.raises(TransactionManagementError):
        held(uuid4())
