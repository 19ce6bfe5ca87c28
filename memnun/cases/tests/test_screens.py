import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from memnun.cases import actions
from memnun.cases.actions.arranging import set_day
from memnun.cases.models import (
    Capacity,
    Case,
    Concession,
    FollowUp,
    Promise,
    State,
    WorkingCalendar,
)
from memnun.cases.status_page import address_of
from memnun.cases.testing import at, make_case
from memnun.foundation import clock
from memnun.foundation.clock import FrozenClock
from memnun.people.testing import Cast, make_team, signed_in_client

pytestmark = pytest.mark.django_db


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return str(answer.content.decode())


def post(client: Client, address: str, status: int = 302, **given: Any) -> str:
    answer = client.post(address, given)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.content.decode())


def test_the_board_shows_each_case_in_its_column(cast: Cast, elif_: Client) -> None:
    case = make_case(cast.brand)
    body = page(elif_, "/cases/")
    assert case.label in body
    assert "Yeni" in body


def test_the_board_asks_the_database_a_bounded_number_of_times(
    cast: Cast, elif_: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(8):
        make_case(cast.brand, never_joins=True)
    page(elif_, "/cases/")
    with django_assert_max_num_queries(6):
        assert len(set(re.findall(r"V-\d+", page(elif_, "/cases/")))) == 8
    with django_assert_max_num_queries(5):
        assert len(set(re.findall(r"V-\d+", page(elif_, "/cases/now/")))) == 8


def test_columns_go_on_where_they_end(cast: Cast, elif_: Client) -> None:
    for _ in range(23):
        make_case(cast.brand, never_joins=True)
    body = page(elif_, "/cases/")
    more = re.search(r'hx-get="(/cases/column/[^"]+)"', body)
    assert more
    rest = page(elif_, more[1].replace("&amp;", "&"))
    first = set(re.findall(r"V-\d+", body))
    assert len(first) == 20
    assert len(set(re.findall(r"V-\d+", rest)) - first) == 3


def test_a_case_page_explains_its_clock(cast: Cast, elif_: Client, tuesday_morning: FrozenClock) -> None:
    case = make_case(cast.brand)
    body = page(elif_, f"/cases/{case.id}/")
    assert "3 Mart Salı 10:00–12:00 sayıldı · 2 sa" in body
    assert "Son an: 3 Mart Salı 12:00" in body


def test_a_calendar_in_which_nobody_works_counts_the_usual_week(
    cast: Cast, elif_: Client, tuesday_morning: FrozenClock
) -> None:
    WorkingCalendar.objects.update_or_create(brand=cast.brand, branch=None, defaults={"week": [[]] * 7})
    case = make_case(cast.brand)
    assert "Son an: 3 Mart Salı 12:00" in page(elif_, f"/cases/{case.id}/")


def test_what_happened_is_told_with_times_and_words_as_people_write_them(
    cast: Cast, elif_: Client, tuesday_morning: FrozenClock
) -> None:
    case = make_case(cast.brand)
    actions.promise(case, text="Arayacağız", due_at=at("2026-03-05T17:30"), by=cast.elif_)
    actions.set_urgency(case, urgency=3, by=cast.elif_)
    body = page(elif_, f"/cases/{case.id}/")
    assert "5 Mart 2026 17:30" in body
    assert "2026-03-05T" not in body
    assert "aciliyetini değiştirdi: Kritik" in body


def test_a_case_page_asks_the_database_a_bounded_number_of_times(
    cast: Cast, elif_: Client, django_assert_max_num_queries: Any
) -> None:
    case = make_case(cast.brand)
    for hours in range(1, 8):
        actions.promise(
            case, text="Ara", due_at=at("2036-03-05T17:00") + timedelta(hours=hours), by=cast.elif_
        )
        actions.concede(case, kind="gift", amount=Decimal(1), reason="x", by=cast.elif_)
    with django_assert_max_num_queries(20):
        page(elif_, f"/cases/{case.id}/")


def test_acts_are_done_from_the_page(cast: Cast, elif_: Client, tuesday_morning: FrozenClock) -> None:
    case = make_case(cast.brand)
    base = f"/cases/{case.id}"
    post(elif_, f"{base}/taking/")
    post(elif_, f"{base}/urgency/", urgency="3")
    post(elif_, f"{base}/waiting/", what="Fotoğraf")
    case.refresh_from_db()
    assert (case.assignee, case.urgency, case.state) == (cast.elif_, 3, State.WAITING)
    post(elif_, f"{base}/waiting/end/")
    post(elif_, f"{base}/promises/", text="Arayacağız", due_at="2026-03-05T17:00")
    made = Promise.objects.get()
    assert made.due_at == at("2026-03-05T17:00")
    post(elif_, f"/cases/promises/{made.id}/moving/", due_at="2026-03-06T17:00", reason="Kargo gecikti")
    post(elif_, f"/cases/promises/{Promise.objects.open().get().id}/keeping/")
    post(elif_, f"{base}/resolution/", done="Kargo teslim edildi")
    case.refresh_from_db()
    assert case.state == State.RESOLVED
    follow_up = FollowUp.objects.get()
    post(elif_, f"/cases/follow-ups/{follow_up.id}/word/", solved="no")
    case.refresh_from_db()
    assert (case.state, case.urgency, case.assignee) == (State.WORKING, 3, cast.elif_)


def test_what_was_typed_stays_when_it_is_refused(
    cast: Cast, elif_: Client, tuesday_morning: FrozenClock
) -> None:
    case = make_case(cast.brand)
    body = post(elif_, f"/cases/{case.id}/promises/", 422, text="Dün arayacağız", due_at="2026-03-02T17:00")
    assert "Dün arayacağız" in body
    assert "Lütfen ileri bir zaman seçin." in body
    body = post(
        elif_, f"/cases/{case.id}/concessions/", 422, kind="refund", amount="12,345", reason="Gecikme"
    )
    assert "1.234,50" in body
    assert not Concession.objects.exists()


def test_within_the_policy_it_is_given_at_once_and_above_it_a_manager_approves(
    cast: Cast, elif_: Client, murat: Client
) -> None:
    case = make_case(cast.brand)
    post(elif_, f"/cases/{case.id}/concessions/", kind="refund", amount="149,90", reason="Gecikme")
    given = Concession.objects.get()
    assert (given.state, given.amount) == (Concession.State.GIVEN, Decimal("149.90"))
    post(elif_, f"/cases/{case.id}/concessions/", kind="refund", amount="1.500,00", reason="Kayıp ürün")
    asked = Concession.objects.exclude(id=given.id).get()
    assert asked.state == Concession.State.ASKED
    assert elif_.post(f"/cases/concessions/{asked.id}/approval/").status_code == 403
    assert asked.reason in page(murat, "/cases/wall/")
    post(murat, f"/cases/concessions/{asked.id}/approval/", back="wall")
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == (Concession.State.GIVEN, cast.murat)


def test_the_status_page_opens_without_signing_in_and_tells_nothing_else(
    cast: Cast, tuesday_morning: FrozenClock
) -> None:
    case = make_case(cast.brand)
    actions.promise(case, text="Sizi arayacağız", due_at=at("2026-03-05T17:00"), by=cast.elif_)
    body = page(Client(), address_of(case))
    assert case.label in body
    assert "Sizi arayacağız" in body
    assert "5 Mart Perşembe 17:00" in body
    assert "Kerem" not in body
    assert "kargo" not in body.lower()
    assert "Elif" not in body


def test_a_guessed_status_address_finds_nothing(cast: Cast) -> None:
    case = make_case(cast.brand)
    for token in (case.id.hex, f"{case.id.hex}:xxxx", "x"):
        page(Client(), f"/case/{token}/", 404)


def test_the_status_page_answers_no_flood(cast: Cast) -> None:
    client = Client()
    answers = [client.get("/case/x/").status_code for _ in range(62)]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_the_wall_is_for_managers(cast: Cast, elif_: Client, murat: Client) -> None:
    make_case(cast.brand)
    assert elif_.get("/cases/wall/").status_code == 403
    assert "Elif Demir" in page(murat, "/cases/wall/")


def test_wall_and_day_ask_the_database_as_often_for_many_rows_as_for_none(
    cast: Cast, tuesday_morning: FrozenClock, django_assert_max_num_queries: Any
) -> None:
    """Every list of both has three lines; nothing that a line shows is fetched by itself."""
    murat, now = signed_in_client(cast.murat), clock.now()
    page(murat, "/cases/wall/")
    for number in range(3):
        nobodys, late, soon, solved = (make_case(cast.brand, never_joins=True) for _ in range(4))
        Case.objects.filter(id__in=[late.id, soon.id, solved.id]).update(assignee=cast.murat)
        Case.objects.filter(id=nobodys.id).update(assignee=None)
        Case.objects.filter(id=late.id).update(next_step_at=now - timedelta(hours=1), urgency=3)
        Case.objects.filter(id=soon.id).update(next_step_at=now + timedelta(hours=1))
        actions.promise(late, text=f"Sözüm {number}", due_at=now + timedelta(hours=2), by=cast.elif_)
        gone = actions.promise(soon, text=f"Sözdü {number}", due_at=now + timedelta(hours=3), by=cast.elif_)
        Promise.objects.filter(id=gone.id).update(state=Promise.State.BROKEN, settled_at=now)
        actions.concede(soon, kind="gift", amount=Decimal(90_000), reason=f"Gönül {number}", by=cast.elif_)
        actions.resolve(solved, done="Gönderildi", by=cast.elif_)
    FollowUp.objects.update(since=now)
    with django_assert_max_num_queries(6):
        wall = page(murat, "/cases/wall/")
    with django_assert_max_num_queries(7):
        day = page(murat, "/cases/day/")
    assert len(re.findall(r"Sözdü \d", wall)) == len(re.findall(r"Sözdü \d", day)) == 3
    assert len(re.findall(r"Gönül \d", wall)) == len(re.findall(r"Gönül \d", day)) == 3
    assert len(re.findall(r"Sözüm \d", day)) == 3
    assert "Yeniden sorulacaklar" in day


def test_a_case_of_a_private_team_is_seen_by_its_members_only(cast: Cast, elif_: Client) -> None:
    team = make_team(cast.brand, "Hukuk", cast.burak, private=True)
    case = make_case(cast.brand, team_id=team.id)
    assert case.assignee == cast.burak
    page(elif_, f"/cases/{case.id}/", 404)
    assert case.label not in page(elif_, "/cases/")
    page(signed_in_client(cast.burak), f"/cases/{case.id}/")


def test_analysts_read_and_change_nothing(cast: Cast) -> None:
    case, arda = make_case(cast.brand), signed_in_client(cast.arda)
    page(arda, f"/cases/{case.id}/")
    assert arda.post(f"/cases/{case.id}/taking/").status_code == 403


def test_a_case_is_opened_from_a_conversation_by_hand(cast: Cast, elif_: Client) -> None:
    other = make_case(cast.brand)
    Case.objects.all().delete()
    address = f"/cases/from/{other.conversation_id}/"
    assert "Vaka aç" in page(elif_, address)
    post(elif_, address, type=str(other.type_id), title="Kargo gelmedi")
    assert Case.objects.get().opened_by == cast.elif_


def test_a_refused_date_loses_neither_the_reason_nor_the_apology(
    cast: Cast, elif_: Client, tuesday_morning: FrozenClock
) -> None:
    case = make_case(cast.brand)
    made = actions.promise(case, text="Arayacağız", due_at=at("2026-03-04T12:00"), by=cast.elif_)
    body = post(
        elif_, f"/cases/promises/{made.id}/moving/", 422, due_at="2026-03-01T10:00", reason="Depo sayılıyor"
    )
    assert 'value="2026-03-01T10:00"' in body
    assert 'value="Depo sayılıyor"' in body
    tuesday_morning.move(timedelta(days=2))
    actions.mark_broken_promises()
    sorry = "Kerem Bey, çok özür dileriz."
    body = post(elif_, f"/cases/promises/{made.id}/apology/", 422, due_at="2026-03-01T10:00", text=sorry)
    assert sorry in body
    assert '<details class="apology" open>' in body


def test_the_customers_page_shows_cases_promises_and_what_was_given(cast: Cast, elif_: Client) -> None:
    case = make_case(cast.brand)
    actions.promise(case, text="Sizi arayacağız", due_at=clock.now() + timedelta(days=1), by=cast.elif_)
    actions.concede(case, kind="gift", amount=Decimal("49.90"), reason="Gecikme", by=cast.elif_)
    body = page(elif_, f"/customers/{case.customer_id}/")
    for words in (case.label, "Sizi arayacağız", "Hediye 49,90 TL", "gönül alma: 49,90 TL"):
        assert words in body


def test_topics_of_rules_and_people_are_chosen_by_their_names(cast: Cast, murat: Client) -> None:
    body = page(murat, "/settings/cases/owners/new/")
    assert '<option value="delivery">Teslimat ve kargo</option>' in body
    post(murat, "/settings/cases/owners/new/", position=1, topic="delivery", way="least")
    post(murat, "/settings/cases/owners/new/", 422, position=2, topic="teslimat", way="least")
    address = f"/settings/cases/people/{cast.elif_.id}/"
    post(murat, address, takes_cases="on", most=5, skills=["delivery", "refund"])
    assert Capacity.objects.get().skills == ["delivery", "refund"]
    assert re.search(r'value="refund"[^>]* checked', page(murat, address))
    body = page(murat, "/settings/cases/")
    assert "· Teslimat ve kargo →" in body
    assert "Teslimat ve kargo, İade ve para iadesi" in body


def test_what_is_removed_from_the_settings_is_asked_for_twice_and_told(
    cast: Cast, murat: Client, tuesday_morning: FrozenClock
) -> None:
    calendar = WorkingCalendar.objects.create(brand=cast.brand, name="Mağaza")
    day = set_day(calendar, day=date(2026, 3, 4), name="Envanter", hours=[], by=cast.murat)
    body = page(murat, "/settings/cases/")
    assert 'aria-label="Kaldır: Envanter"' in body
    assert "Kalıcı olarak kaldırılsın mı?" in body
    answer = murat.post(f"/settings/cases/days/{day.id}/removal/", follow=True)
    assert "Süreler yeniden hesaplanıyor" in str(answer.content.decode())
    assert not calendar.days.exists()
    assert "Kalıcı olarak kaldırılsın mı?" in page(murat, f"/settings/cases/calendars/{calendar.id}/")
