"""People come, change, leave and come back; a brand never stands without an owner."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from memnun.events.models import Event
from memnun.foundation import clock
from memnun.people.actions import end_work
from memnun.people.models import Account, Departure, Invitation, Person, Role
from memnun.people.testing import Cast, signed_in_client

pytestmark = pytest.mark.django_db

NEW = {"name": "Ayşe Yıldırım", "email": "Ayse@deneme.example", "role": "agent"}
CHOICE = {"name": "Ayşe Yıldırım", "password": "mercan-adasi-77"}


def invite(by: Person, **values: str) -> str:
    """Invite and give the path of the link."""
    answer = signed_in_client(by).post("/settings/people/invitations/new/", {**NEW, **values})
    return answer.context["link"].removeprefix("http://testserver")


def refusals(answer) -> str:
    return " ".join(answer.context["form"].non_field_errors())


class TestInvitations:
    def test_a_newcomer_accepts_by_choosing_a_password_and_is_at_work(
        self, cast: Cast, mailoutbox: list
    ) -> None:
        path = invite(cast.murat)
        assert path in mailoutbox[0].body
        newcomer = Client()
        assert newcomer.get(path).status_code == 200
        assert newcomer.post(path, CHOICE)["Location"] == "/"
        person = newcomer.get("/first-steps/").wsgi_request.person
        assert (person.name, person.role, person.brand) == ("Ayşe Yıldırım", "agent", cast.brand)
        assert person.account.check_password("mercan-adasi-77")

    def test_the_link_works_once(self, cast: Cast) -> None:
        path = invite(cast.murat)
        Client().post(path, CHOICE)
        assert Client().post(path, CHOICE).status_code == 410
        assert Person.objects.filter(name="Ayşe Yıldırım").count() == 1

    def test_the_link_dies_after_seven_days(self, cast: Cast) -> None:
        with clock.frozen(clock.now() - timedelta(days=7, seconds=1)):
            path = invite(cast.murat)
        assert Client().get(path).status_code == 410
        assert Client().post(path, CHOICE).status_code == 410

    def test_a_withdrawn_or_renewed_link_no_longer_opens(self, cast: Cast) -> None:
        old = invite(cast.murat)
        invitation = Invitation.objects.get()
        client = signed_in_client(cast.murat)
        new = client.post(f"/settings/people/invitations/{invitation.pk}/renewal/").context["link"]
        assert Client().get(old).status_code == 410
        assert Client().get(new).status_code == 200
        client.post(f"/settings/people/invitations/{invitation.pk}/withdrawal/")
        assert Client().get(new).status_code == 410

    def test_an_account_of_another_brand_accepts_signed_in_and_works_for_both(self, cast: Cast) -> None:
        path = invite(cast.murat, email=cast.deniz.account.email, name="Deniz Yıldız")
        assert Client().get(path)["Location"].startswith("/account/login/?next=/invitation/")
        client = signed_in_client(cast.deniz)
        assert client.get(path).status_code == 200
        client.post(path)
        assert client.get("/first-steps/").wsgi_request.person.brand == cast.brand
        client.post(f"/brand/{cast.other_brand.pk}/")
        assert client.get("/first-steps/").wsgi_request.person == cast.deniz

    def test_somebody_else_cannot_take_the_invitation(self, cast: Cast) -> None:
        path = invite(cast.murat, email=cast.deniz.account.email)
        Account.objects.create_user("baska@deneme.example")
        other = signed_in_client(cast.burak)
        other.post(path)
        assert Invitation.objects.get().accepted_at is None

    def test_a_weak_password_is_refused_and_nobody_is_made(self, cast: Cast) -> None:
        answer = Client().post(invite(cast.murat), {"name": "Ayşe", "password": "12345"})
        assert answer.status_code == 422
        assert not Account.objects.filter(email="ayse@deneme.example").exists()

    def test_a_manager_cannot_invite_an_owner(self, cast: Cast) -> None:
        answer = signed_in_client(cast.murat).post(
            "/settings/people/invitations/new/", {**NEW, "role": "owner"}
        )
        assert answer.status_code == 422
        assert not Invitation.objects.exists()

    def test_who_already_works_here_is_not_invited_again(self, cast: Cast) -> None:
        values = {**NEW, "email": cast.elif_.account.email.upper()}
        answer = signed_in_client(cast.murat).post("/settings/people/invitations/new/", values)
        assert cast.elif_.account.email in refusals(answer)

    def test_when_the_mail_fails_the_link_is_still_handed_out(self, cast: Cast, settings) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_PORT = 1
        answer = signed_in_client(cast.murat).post("/settings/people/invitations/new/", NEW)
        assert answer.context["problem"]
        assert Client().get(answer.context["link"]).status_code == 200

    def test_only_the_digest_of_a_link_is_kept(self, cast: Cast) -> None:
        token = invite(cast.murat).split("/")[2]
        assert token not in str(Invitation.objects.values().get()) + str(list(Event.objects.values()))


class TestRoles:
    def test_a_manager_makes_an_agent_a_manager(self, cast: Cast) -> None:
        signed_in_client(cast.murat).post(
            f"/settings/people/{cast.elif_.pk}/", {"name": "Elif Demir", "role": "manager"}
        )
        cast.elif_.refresh_from_db()
        assert cast.elif_.role == Role.MANAGER
        changes = Event.objects.get(kind="people.person_changed").details["changes"]
        assert changes == [["role", "agent", "manager"]]

    def test_a_manager_neither_makes_nor_touches_an_owner(self, cast: Cast) -> None:
        client = signed_in_client(cast.murat)
        for person, role in ((cast.elif_, "owner"), (cast.selin, "agent")):
            answer = client.post(f"/settings/people/{person.pk}/", {"name": person.name, "role": role})
            assert answer.status_code == 422
            person.refresh_from_db()
        assert (cast.elif_.role, cast.selin.role) == (Role.AGENT, Role.OWNER)

    def test_the_last_owner_cannot_become_less(self, cast: Cast) -> None:
        client = signed_in_client(cast.selin)
        answer = client.post(f"/settings/people/{cast.selin.pk}/", {"name": "Selin Işık", "role": "manager"})
        assert "Selin Işık" in refusals(answer)
        cast.selin.refresh_from_db()
        assert cast.selin.role == Role.OWNER

    def test_one_of_two_owners_can(self, cast: Cast) -> None:
        Person.objects.filter(pk=cast.murat.pk).update(role=Role.OWNER)
        client = signed_in_client(cast.selin)
        client.post(f"/settings/people/{cast.selin.pk}/", {"name": "Selin Işık", "role": "manager"})
        cast.selin.refresh_from_db()
        assert cast.selin.role == Role.MANAGER


class TestDepartures:
    def test_whose_work_ended_comes_in_no_more(self, cast: Cast) -> None:
        elif_ = signed_in_client(cast.elif_)
        signed_in_client(cast.murat).post(f"/settings/people/{cast.elif_.pk}/departure/")
        assert elif_.get("/settings/people/")["Location"] == "/first-steps/"

    def test_the_page_offers_to_undo_once_and_undoing_brings_back(self, cast: Cast) -> None:
        client = signed_in_client(cast.murat)
        client.post(f"/settings/people/{cast.elif_.pk}/departure/", {"successor": str(cast.burak.pk)})
        departure = client.get("/settings/people/").context["departure"]
        assert departure.person == cast.elif_
        assert client.get("/settings/people/").context["departure"] is None
        for _time in range(2):
            client.post(f"/settings/departures/{departure.pk}/undo/")
        cast.elif_.refresh_from_db()
        assert cast.elif_.active
        assert Event.objects.filter(kind="people.person_returned").count() == 1

    def test_the_last_owner_cannot_leave_nor_anybody_end_their_own_work(self, cast: Cast) -> None:
        second = Person.objects.create(
            brand=cast.brand,
            account=Account.objects.create_user("iki@deneme.example"),
            name="İkinci",
            role=Role.OWNER,
        )
        end_work(second, by=cast.selin, successor=None)
        client = signed_in_client(cast.selin)
        assert refusals(client.post(f"/settings/people/{cast.selin.pk}/departure/"))
        assert Departure.objects.count() == 1

    def test_a_manager_cannot_end_the_work_of_an_owner(self, cast: Cast) -> None:
        answer = signed_in_client(cast.murat).post(f"/settings/people/{cast.selin.pk}/departure/")
        assert refusals(answer)
        cast.selin.refresh_from_db()
        assert cast.selin.active

    def test_an_account_with_an_ended_brand_keeps_its_other_brand(self, cast: Cast) -> None:
        elsewhere = Person.objects.create(brand=cast.other_brand, account=cast.elif_.account, name="Elif D.")
        client = signed_in_client(cast.elif_)
        end_work(cast.elif_, by=cast.murat, successor=None)
        assert client.get("/first-steps/").wsgi_request.person == elsewhere

    def test_who_left_is_found_under_no_longer_here_and_by_folded_name(self, cast: Cast) -> None:
        end_work(cast.burak, by=cast.murat, successor=None)
        client = signed_in_client(cast.murat)
        assert cast.burak not in client.get("/settings/people/").context["people"]
        assert client.get("/settings/people/?left=1&q=SAHIN").context["people"] == [cast.burak]


def test_a_long_staff_list_is_paged_without_gap_or_repeat(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memnun.people.views.staff.PAGE", 2)
    client, seen, after = signed_in_client(cast.murat), [], ""
    while True:
        context = client.get("/settings/people/", {"after": after} if after else {}).context
        seen += [person.name for person in context["people"]]
        after = str(context["older"])
        if not after:
            break
    assert seen == ["Arda Güneş", "Burak Şahin", "Elif Demir", "Murat Kaya", "Selin Işık"]


def test_a_brand_of_others_cannot_be_chosen(cast: Cast) -> None:
    client = signed_in_client(cast.elif_)
    assert client.post(f"/brand/{cast.other_brand.pk}/").status_code == 404
    assert client.get("/first-steps/").wsgi_request.person == cast.elif_


def test_the_language_chosen_is_kept_with_the_account(cast: Cast) -> None:
    client = signed_in_client(cast.elif_)
    answer = client.post("/language/", {"language": "en", "next": "/settings/"})
    assert (answer["Location"], client.cookies["memnun_language"].value) == ("/settings/", "en")
    assert Account.objects.get(pk=cast.elif_.account_id).language == "en"
    assert client.post("/language/", {"language": "xx", "next": "https://kotu.example/"})["Location"] == "/"
