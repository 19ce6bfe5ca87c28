"""What the packed days tell is what the rows tell, whatever happened to cases, and however it is counted."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from memnun.cases import actions
from memnun.cases.invariants import MISCOUNTED, UNCOUNTED
from memnun.cases.measures.figures import CUTS, MEASURES, Figure, Spread, Wanted, period_of
from memnun.cases.measures.packed import Told, told_of
from memnun.cases.models import Case, Concession, DayColumn, MarkedDay
from memnun.cases.tallies.counting import Due, find_due
from memnun.cases.testing import at, count_marked_days, make_case
from memnun.cases.tests.lives import Life, let_time_pass
from memnun.customers.models import Customer
from memnun.events.invariants import Invariant
from memnun.foundation import clock
from memnun.foundation.clock import ISTANBUL, FrozenClock
from memnun.interactions.models import Conversation
from memnun.people.models import Person, Team
from memnun.people.testing import Cast, make_team, signed_in_client

pytestmark = pytest.mark.django_db
LIVES, ROUNDS = 10, 10


class Upheaval:
    """Things that change whose and what cases are."""

    def __init__(self, cast: Cast, chance: random.Random) -> None:
        self.cast, self.chance = cast, chance
        self.branch = cast.brand.branches.create(code="izm", name="İzmir")
        self.teams: list[Team | None] = [
            None, make_team(cast.brand, "Destek"), make_team(cast.brand, "Hukuk", cast.burak, private=True),
        ]  # fmt: skip

    def befall(self, case: Case) -> None:
        rows = Case.objects.filter(id=case.id)
        match self.chance.randrange(7):
            case 0:
                rows.update(team=self.chance.choice(self.teams))
            case 1:
                rows.update(topics=self.chance.choice([[], ["delivery"], ["refund", "delivery"]]))
            case 2:
                rows.update(channel=self.chance.choice(["", "email", "phone"]))
            case 3:
                rows.update(branch=self.chance.choice([None, self.branch]))
            case 4:
                talks = Conversation.objects.filter(id=case.conversation_id)
                talks.update(team=self.chance.choice(self.teams))
            case 5:
                group = self.chance.choice(["at_risk", "satisfied"])
                Customer.objects.filter(id=case.customer_id).update(group=group)
            case _ if given := Concession.objects.filter(case=case).given().first():
                actions.take_concession_back(given, reason="Yanlış", by=self.cast.murat)


def live(cast: Cast, chance: random.Random, frozen: FrozenClock) -> Upheaval:
    upheaval = Upheaval(cast, chance)
    lives = [Life(cast, chance) for _ in range(LIVES)]
    for number in range(ROUNDS):
        for life in lives:
            life.step()
            upheaval.befall(life.case)
        let_time_pass(chance, frozen)
        if number % 4 == 3:
            count_marked_days()
    count_marked_days()
    return upheaval


def from_rows(person: Person, wanted: Wanted, cut: str) -> Told:
    return Told(
        {name: each.figure(person, wanted) for name, each in MEASURES.items()},
        {name: each.by(cut, person, wanted) for name, each in MEASURES.items()},
    )


def near(figure: Figure) -> Any:
    if isinstance(figure, Spread) and figure.n:
        return Spread(figure.n, pytest.approx(figure.median), pytest.approx(figure.p90))  # type: ignore[arg-type]
    return figure


def same(packed: Told, rows: Told) -> bool:
    by_rows = {
        name: {key or None: near(figure) for key, figure in slices.items()}
        for name, slices in rows.slices.items()
    }
    return packed.slices == by_rows and packed.figures == {
        name: near(each) for name, each in rows.figures.items()
    }


@pytest.mark.parametrize("seed", range(3))
def test_packed_days_tell_what_the_rows_tell_after_whatever_happened(cast: Cast, seed: int) -> None:
    chance = random.Random(seed)
    with clock.frozen(at("2026-03-03T10:00")) as frozen:
        upheaval = live(cast, chance, frozen)
        first, last = at("2026-03-01T00:00").date(), frozen.at.astimezone(ISTANBUL).date()
        wanted = [Wanted(*period_of(first, last, ISTANBUL))]
        half = first + (last - first) / 2
        wanted += [Wanted(*period_of(half, half + timedelta(days=20), ISTANBUL))]
        narrowed = {
            "channel": "phone",
            "topic": "delivery",
            "team": upheaval.teams[1].id,
            "branch": upheaval.branch.id,
        }  # type: ignore[union-attr]
        wanted += [replace(wanted[0], **{name: key}) for name, key in narrowed.items()]
        wanted += [
            replace(wanted[0], channel="email", branch=upheaval.branch.id),
            replace(wanted[0], topic="unheard"),
        ]
        wanted += [replace(wanted[0], without=cut) for cut in CUTS]
        for person in (cast.murat, cast.elif_, cast.burak, cast.deniz):
            for each in wanted:
                cut = chance.choice(list(CUTS))
                assert same(told_of(person, each, cut), from_rows(person, each, cut)), (person, each, cut)


def test_all_history_counted_anew_is_what_was_counted_along_the_way(cast: Cast) -> None:
    with clock.frozen(at("2026-03-03T10:00")) as frozen:
        live(cast, random.Random(7), frozen)
        along = everything()
        days = list(DayColumn.objects.values_list("day", flat=True).distinct())
        DayColumn.objects.all().delete()
        MarkedDay.objects.bulk_create(MarkedDay(brand=cast.brand, day=day) for day in days)
        count_marked_days()
        assert along
        assert everything() == along


def everything() -> set[tuple[Any, ...]]:
    rows = DayColumn.objects.values_list("kind", "name", "day", "packed")
    return {(kind, name, day, bytes(packed)) for kind, name, day, packed in rows}


def test_a_case_that_goes_leaves_nothing_behind(cast: Cast, tuesday_morning: FrozenClock) -> None:
    life = Life(cast, random.Random(1))
    life.answer()
    life.concede()
    life.solve()
    count_marked_days()
    assert DayColumn.objects.filter(kind="solution").exists()
    Case.objects.all().delete()
    count_marked_days()
    assert not DayColumn.objects.exists()


def test_what_did_not_change_is_not_counted_again(cast: Cast, tuesday_morning: FrozenClock) -> None:
    case = make_case(cast.brand)
    count_marked_days()
    actions.set_step(case, text="Depoyu ara", at=tuesday_morning.at + timedelta(hours=3), by=cast.elif_)
    assert not MarkedDay.objects.exists()


def test_near_days_are_packed_together_and_a_brand_that_fails_holds_up_no_other(
    cast: Cast, tuesday_morning: FrozenClock
) -> None:
    for brand, days in ((cast.brand, (1, 2, 90)), (cast.deniz.brand, (1,))):
        for day in days:
            MarkedDay.objects.create(brand=brand, day=clock.today() - timedelta(day), at=clock.now())
    tuesday_morning.move(timedelta(minutes=1))
    due = find_due()
    assert due in (
        Due(cast.brand.id, [clock.today() - timedelta(2), clock.today() - timedelta(1)]),
        Due(cast.deniz.brand_id, [clock.today() - timedelta(1)]),
        Due(cast.brand.id, [clock.today() - timedelta(90)]),
    )
    [other] = {cast.brand.id, cast.deniz.brand_id} - {cast.brand.id}
    assert find_due({cast.brand.id}) == Due(other, [clock.today() - timedelta(1)])


def test_the_page_asks_as_much_for_many_cases_as_for_few(cast: Cast) -> None:
    client = signed_in_client(cast.murat)

    def asked() -> int:
        make_case(cast.brand, never_joins=True)
        count_marked_days()
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/cases/measures/").context["figures"][5][1].n > 0
        return len(queries)

    asked()
    few = asked()
    for _ in range(10):
        make_case(cast.brand, never_joins=True)
    assert asked() == few


def test_the_health_page_tells_of_days_that_wait_and_of_counts_that_are_wrong(cast: Cast) -> None:
    assert not problems(UNCOUNTED)
    MarkedDay.objects.create(brand=cast.brand, day=clock.today(), at=clock.now() - timedelta(minutes=11))
    assert problems(UNCOUNTED) == [cast.brand.id]
    MarkedDay.objects.all().delete()
    assert not problems(MISCOUNTED)
    days = [clock.today() - timedelta(days=number) for number in range(75)]
    DayColumn.objects.bulk_create(
        DayColumn(brand=cast.brand, kind="solution", name="took", day=day, packed=b"\0" * 8) for day in days
    )
    assert problems(MISCOUNTED) == [cast.brand.id]


def problems(invariant: Invariant) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(invariant.query)
        return [row[0] for row in cursor.fetchall()]
