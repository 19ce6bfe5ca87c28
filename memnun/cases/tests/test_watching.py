from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from memnun.cases.actions import (
    allocate_unowned,
    await_customer,
    hand_over,
    note_answer,
    note_reply,
    retime_some,
    settings_of,
    watch_deadlines,
)
from memnun.cases.actions.arranging import set_day
from memnun.cases.deadlines.reckoning import reckon
from memnun.cases.models import (
    Absence,
    Capacity,
    Case,
    Deadline,
    DeadlineKind,
    Escalation,
    EscalationStep,
    State,
    WorkingCalendar,
)
from memnun.cases.testing import at, make_case
from memnun.events.models import Event
from memnun.foundation.clock import FrozenClock
from memnun.people.testing import Cast, signed_in_client

pytestmark = pytest.mark.django_db


def told(kind: str) -> int:
    return Event.objects.filter(kind=f"cases.{kind}").count()


def test_warning_end_and_escalation_come_once_each(cast: Cast, tuesday_morning: FrozenClock) -> None:
    case = make_case(cast.brand)
    assert watch_deadlines() == 0
    tuesday_morning.move(timedelta(hours=1))
    watch_deadlines()
    assert (told("deadline_near"), told("deadline_missed")) == (1, 0)
    tuesday_morning.move(timedelta(hours=1))
    watch_deadlines()
    watch_deadlines()
    assert (told("deadline_near"), told("deadline_missed"), told("escalated")) == (1, 1, 1)
    tuesday_morning.move(timedelta(hours=4))
    watch_deadlines()
    case.refresh_from_db()
    assert (told("escalated"), case.urgency) == (2, 2)
    assert Escalation.objects.count() == 3


def test_a_worker_that_was_away_warns_of_nothing_that_is_over(
    cast: Cast, tuesday_morning: FrozenClock
) -> None:
    make_case(cast.brand)
    tuesday_morning.move(timedelta(hours=5))
    watch_deadlines()
    assert (told("deadline_near"), told("deadline_missed")) == (0, 1)


def test_watching_asks_as_much_for_many_deadlines_as_for_few(
    cast: Cast, tuesday_morning: FrozenClock
) -> None:
    def asked(cases: int) -> int:
        Case.objects.all().delete()
        for _ in range(cases):
            make_case(cast.brand, never_joins=True)
        tuesday_morning.move(timedelta(hours=3))
        with CaptureQueriesContext(connection) as queries:
            assert watch_deadlines() == cases
        return len(queries)

    few, many = asked(2), asked(9)
    assert many == few
    tuesday_morning.move(timedelta(hours=19))
    assert watch_deadlines() == 9
    assert set(Case.objects.values_list("urgency", flat=True)) == {2}


def test_a_case_can_be_given_to_a_team_when_it_is_late(cast: Cast, tuesday_morning: FrozenClock) -> None:
    from_team = cast.brand.teams.create(name="Hukuk")
    settings_of(cast.brand.id)
    EscalationStep.objects.create(brand=cast.brand, minutes=0, act="team", team=from_team)
    case = make_case(cast.brand)
    tuesday_morning.move(timedelta(hours=2))
    watch_deadlines()
    case.refresh_from_db()
    assert case.team == from_team


def test_while_the_customer_is_awaited_nothing_falls_due(cast: Cast, tuesday_morning: FrozenClock) -> None:
    case = make_case(cast.brand)
    await_customer(case, what="Fotoğraf", by=cast.elif_)
    tuesday_morning.move(timedelta(days=3))
    assert watch_deadlines() == 0
    note_reply(case, at=tuesday_morning.at)
    case.refresh_from_db()
    assert case.state == State.WORKING
    first = Deadline.objects.get(case=case, kind=DeadlineKind.FIRST_ANSWER)
    assert first.due_at == at("2026-03-06T12:00")


def test_deadlines_follow_an_edit_of_the_calendar(cast: Cast, tuesday_morning: FrozenClock) -> None:
    calendar = WorkingCalendar.objects.create(brand=cast.brand, name="Merkez")
    case = make_case(cast.brand)
    assert case.next_step_at == at("2026-03-03T12:00")
    set_day(calendar, day=date(2026, 3, 3), name="Envanter", hours=[], by=cast.murat)
    assert retime_some(cast.brand.id, None) == case.id
    assert retime_some(cast.brand.id, case.id) is None
    case.refresh_from_db()
    assert case.next_step_at == at("2026-03-04T11:00")


def test_a_missed_deadline_that_an_edit_moves_is_missed_no_longer(
    cast: Cast, tuesday_morning: FrozenClock
) -> None:
    calendar = WorkingCalendar.objects.create(brand=cast.brand, name="Merkez")
    make_case(cast.brand)
    tuesday_morning.move(timedelta(hours=3))
    watch_deadlines()
    set_day(calendar, day=date(2026, 3, 3), name="Kar tatili", hours=[], by=cast.murat)
    retime_some(cast.brand.id, None)
    first = Deadline.objects.get(kind=DeadlineKind.FIRST_ANSWER)
    assert (first.missed_at, first.due_at) == (None, at("2026-03-04T11:00"))


def test_whatever_is_edited_on_the_screen_deadlines_are_those_of_the_new_calendar(
    cast: Cast, tuesday_morning: FrozenClock
) -> None:
    cases = [
        make_case(cast.brand, type=kind, never_joins=True) for kind in ("complaint", "delivery", "privacy")
    ]
    client = signed_in_client(cast.murat)
    week = {"mon": "09:00–18:00", "tue": "10:00–11:00, 13:00–15:00", "wed": "", "thu": "22:00–24:00"}
    told = {
        "name": "Merkez",
        "time_zone": "Europe/Istanbul",
        "half_day_until": "12:30",
        "public_holidays": "on",
    }
    assert client.post("/settings/cases/calendars/new/", {**told, **week}).status_code == 302
    calendar = WorkingCalendar.objects.get()
    day = {"day": "2026-03-10", "name": "Sayım", "hours": "09:00–10:00, 16:00–17:00"}
    assert client.post(f"/settings/cases/calendars/{calendar.id}/days/", day).status_code == 302
    retime_some(cast.brand.id, None)
    for case in cases:
        for deadline in Deadline.objects.filter(case=case):
            fresh = reckon(deadline.start_at, deadline.term, WorkingCalendar.objects.get().calendar, ())
            assert deadline.due_at == fresh.due
    first = Deadline.objects.get(case=cases[0], kind=DeadlineKind.FIRST_ANSWER)
    assert first.due_at == at("2026-03-03T14:00")
    client.post(f"/settings/cases/calendars/{calendar.id}/removal/")
    retime_some(cast.brand.id, None)
    first.refresh_from_db()
    assert first.due_at == at("2026-03-03T12:00")


def test_hours_that_overlap_are_refused_and_what_was_typed_stays(cast: Cast) -> None:
    told = {
        "name": "Merkez",
        "time_zone": "Europe/Istanbul",
        "half_day_until": "12:30",
        "mon": "09:00–13:00, 12:00–18:00",
    }
    page = signed_in_client(cast.murat).post("/settings/cases/calendars/new/", told)
    assert (page.status_code, "09:00–13:00, 12:00–18:00" in page.content.decode()) == (422, True)
    assert not WorkingCalendar.objects.exists()


def test_somebodys_own_hours_are_set_on_the_screen(cast: Cast, tuesday_morning: FrozenClock) -> None:
    evening = WorkingCalendar.objects.create(
        brand=cast.brand, name="Akşam", branch=cast.brand.branches.create(code="izm", name="İzmir"),
        week=[[["18:00", "22:00"]]] * 7,
    )  # fmt: skip
    told = {"takes_cases": "on", "most": "5", "working_calendar": evening.id}
    client = signed_in_client(cast.murat)
    assert client.post(f"/settings/cases/people/{cast.elif_.id}/", told).status_code == 302
    assert Capacity.objects.get(person=cast.elif_).working_calendar == evening
    assert make_case(cast.brand).assignee == cast.burak


def test_a_word_from_before_the_wait_does_not_end_it(cast: Cast, tuesday_morning: FrozenClock) -> None:
    case = make_case(cast.brand)
    await_customer(case, what="Fotoğraf", by=cast.elif_)
    note_reply(case, at=tuesday_morning.at - timedelta(minutes=5))
    case.refresh_from_db()
    assert case.state == State.WAITING


def test_a_word_from_before_the_answer_asks_for_no_other(cast: Cast, tuesday_morning: FrozenClock) -> None:
    case = make_case(cast.brand)
    tuesday_morning.move(timedelta(minutes=30))
    note_answer(case, at=tuesday_morning.at)
    note_reply(case, at=tuesday_morning.at - timedelta(minutes=10))
    assert not Deadline.objects.filter(kind=DeadlineKind.NEXT_ANSWER).exists()


def test_a_word_that_was_under_way_while_the_answer_left_asks_for_another(
    cast: Cast, tuesday_morning: FrozenClock
) -> None:
    case = make_case(cast.brand)
    tuesday_morning.move(timedelta(minutes=30))
    note_answer(case, at=tuesday_morning.at)
    await_customer(case, what="Fotoğraf", by=cast.elif_)
    tuesday_morning.move(timedelta(minutes=2))
    note_reply(case, at=tuesday_morning.at - timedelta(minutes=10), known_at=tuesday_morning.at)
    case.refresh_from_db()
    assert case.state == State.WORKING
    assert Deadline.objects.get(kind=DeadlineKind.NEXT_ANSWER).start_at == tuesday_morning.at - timedelta(
        minutes=10
    )


def test_the_branch_keeps_its_own_hours(cast: Cast, tuesday_morning: FrozenClock) -> None:
    branch = cast.brand.branches.create(code="izm", name="İzmir")
    lunch = [["09:00", "10:30"], ["13:30", "18:00"]]
    WorkingCalendar.objects.create(brand=cast.brand, name="İzmir", branch=branch, week=[lunch] * 5 + [[], []])
    case = make_case(cast.brand, branch_id=branch.id)
    assert case.next_step_at == at("2026-03-03T15:00")


def test_the_cases_of_somebody_who_is_away_go_to_others(cast: Cast, tuesday_morning: FrozenClock) -> None:
    cases = [make_case(cast.brand, never_joins=True) for _ in range(4)]
    away = cases[0].assignee
    mine = [case for case in cases if case.assignee == away]
    absence = Absence.objects.create(
        brand=cast.brand, person=away, since=at("2026-03-03T00:00"), until=at("2026-03-10T00:00")
    )
    assert hand_over(absence) == len(mine)
    assert hand_over(absence) == 0
    assert not Case.objects.filter(assignee=away).exists()


def test_what_nobody_can_take_waits_without_an_owner_and_is_found_again(
    cast: Cast, tuesday_morning: FrozenClock
) -> None:
    for person in (cast.elif_, cast.burak):
        Capacity.objects.create(person=person, brand=cast.brand, most=0)
    case = make_case(cast.brand)
    assert case.assignee is None
    assert allocate_unowned(cast.brand.id) == 0
    Capacity.objects.update(most=5)
    assert allocate_unowned(cast.brand.id) == 1
    case.refresh_from_db()
    assert case.assignee is not None
