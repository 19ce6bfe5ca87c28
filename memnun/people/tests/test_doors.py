"""Who is let in, who is sent where."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from memnun.people.doors import StaffRequest, at_least, find_visible, may_act, staff_required
from memnun.people.models import Account, Person, Role, Team
from memnun.people.testing import Cast, make_team, signed_in_client

pytestmark = pytest.mark.django_db


def greet(request: StaffRequest) -> HttpResponse:
    return HttpResponse(f"Merhaba {request.person.name}")


def ask(view, user: Account | AnonymousUser, person: Person | None, **headers: str):
    request = RequestFactory().get("/kapi/", headers=headers)
    request.user = user
    request.person = person
    request.session = {}
    request.htmx = HtmxDetails(request)
    return view(request)


def ask_as(view, person: Person):
    return ask(view, person.account, person)


def test_a_stranger_is_sent_to_sign_in_and_back() -> None:
    answer = ask(staff_required(greet), AnonymousUser(), None)
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/kapi/")


def test_a_fragment_asked_for_after_the_session_ended_sends_the_whole_page_to_sign_in() -> None:
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/masa/?s=1"}
    answer = ask(staff_required(greet), AnonymousUser(), None, **headers)
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/account/login/?next=/masa/%3Fs%3D1")


def test_an_account_without_a_brand_is_sent_to_its_first_steps() -> None:
    account = Account.objects.create_user("yeni@deneme.example")
    assert ask(staff_required(greet), account, None)["Location"] == "/first-steps/"


def test_each_door_opens_for_its_roles() -> None:
    cast = Cast()
    everybody = [cast.selin, cast.murat, cast.elif_, cast.arda]
    doors = {
        "staff_required": staff_required(greet),
        "may_act": may_act(greet),
        "manager": at_least(Role.MANAGER)(greet),
        "owner": at_least(Role.OWNER)(greet),
    }
    opened = {
        name: [ask_as(door, person).status_code for person in everybody] for name, door in doors.items()
    }
    assert opened == {
        "staff_required": [200, 200, 200, 200],
        "may_act": [200, 200, 200, 403],
        "manager": [200, 200, 403, 403],
        "owner": [200, 403, 403, 403],
    }


def test_a_closed_door_names_the_role_and_who_can_give_it() -> None:
    cast = Cast()
    page = ask_as(at_least(Role.OWNER)(greet), cast.elif_).content.decode()
    assert "Selin Işık" in page


def test_rows_of_another_brand_do_not_exist() -> None:
    cast = Cast()
    team = make_team(cast.brand, "İade")
    assert find_visible(Team.objects, cast.elif_, pk=team.pk) == team
    with pytest.raises(Http404):
        find_visible(Team.objects, cast.deniz, pk=team.pk)


def test_people_who_left_are_not_offered() -> None:
    cast = Cast()
    cast.burak.active = False
    cast.burak.save()
    names = [person.name for person in Person.objects.visible_to(cast.elif_).active()]
    assert names == ["Arda Güneş", "Elif Demir", "Murat Kaya", "Selin Işık"]


def test_a_signed_in_client_works_in_the_persons_brand() -> None:
    cast = Cast()
    second = Person.objects.create(brand=cast.other_brand, account=cast.elif_.account, name="Elif D.")
    assert signed_in_client(second).get("/first-steps/").wsgi_request.person == second
    assert signed_in_client(cast.elif_).get("/first-steps/").wsgi_request.person == cast.elif_
