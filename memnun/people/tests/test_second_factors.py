"""Authenticator apps, recovery codes, and brands that want a second factor of everybody."""

from __future__ import annotations

import hmac
import time
from base64 import b32decode
from struct import pack, unpack

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, TestCase
from procrastinate.contrib.django.models import ProcrastinateJob

from memnun.events.models import Event
from memnun.people.actions import issue_sign_in_link
from memnun.people.models import Person
from memnun.people.tasks import send_notice
from memnun.people.testing import Cast, signed_in_client

pytestmark = pytest.mark.django_db

PASSWORD = "deniz-mavisi-42"


@pytest.fixture
def cast() -> Cast:
    cast = Cast()
    cast.elif_.account.set_password(PASSWORD)
    cast.elif_.account.save()
    return cast


def code_of(secret: str) -> str:
    """The six digits an authenticator app shows now (RFC 6238)."""
    digest = hmac.digest(b32decode(secret), pack(">Q", int(time.time()) // 30), "sha1")
    start = digest[-1] & 0x0F
    return f"{(unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def signed_in(client: Client) -> bool:
    return client.get("/account/sessions/").status_code == 200


def enter(person: Person) -> Client:
    client = Client()
    client.post("/account/login/", {"login": person.account.email, "password": PASSWORD})
    return client


def add_app(person: Person) -> tuple[str, list[str]]:
    """Add an authenticator app the way people do; gives its secret and the recovery codes."""
    client = enter(person)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/account/2fa/totp/activate/").context["form"].secret
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    return secret, client.get("/account/2fa/recovery-codes/").context["unused_codes"]


def test_after_the_password_the_code_is_asked_for_and_without_it_nothing_opens(cast: Cast) -> None:
    secret, _codes = add_app(cast.elif_)
    client = enter(cast.elif_)
    assert not signed_in(client)
    client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert not signed_in(client)
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert signed_in(client)
    failure = Event.objects.get(kind="people.sign_in_failed")
    assert failure.details == {"email": cast.elif_.account.email, "step": "totp"}


def test_a_recovery_code_opens_once(cast: Cast) -> None:
    _secret, codes = add_app(cast.elif_)
    first, again = enter(cast.elif_), enter(cast.elif_)
    first.post("/account/2fa/authenticate/", {"code": codes[0]})
    again.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert (signed_in(first), signed_in(again)) == (True, False)


def test_codes_cannot_be_tried_endlessly(cast: Cast) -> None:
    secret, _codes = add_app(cast.elif_)
    for number in range(5):
        enter(cast.elif_).post("/account/2fa/authenticate/", {"code": f"{number:06d}"})
    client = enter(cast.elif_)
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert not signed_in(client)


def test_a_sign_in_link_does_not_pass_by_the_second_factor(cast: Cast) -> None:
    add_app(cast.elif_)
    client = Client()
    answer = client.post(f"/sign-in/{issue_sign_in_link(cast.elif_.account)}/")
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert not signed_in(client)


def test_what_a_second_factor_needs_is_encrypted_at_rest(cast: Cast) -> None:
    secret, codes = add_app(cast.elif_)
    stored = str(list(Authenticator.objects.values()))
    assert secret not in stored
    assert not [code for code in codes if code in stored]


def test_a_new_factor_is_in_the_log_and_its_owner_is_told(cast: Cast, mailoutbox: list) -> None:
    add_app(cast.elif_)
    event = Event.objects.get(kind="people.second_factor_added")
    assert (event.actor_id, event.details["factor"]) == (cast.elif_.id, "totp")
    send_notice(**ProcrastinateJob.objects.get(task_name="people.send_notice").args)
    assert mailoutbox[0].to == [cast.elif_.account.email]
    assert "127.0.0.1" in mailoutbox[0].body


class TestBrandsThatWantOne:
    @pytest.fixture
    def cast(self, cast: Cast) -> Cast:
        cast.brand.second_factor_required = True
        cast.brand.save()
        return cast

    def test_nothing_opens_without_and_the_page_says_how_to_get_one(self, cast: Cast) -> None:
        answer = signed_in_client(cast.murat).get("/settings/people/")
        assert answer.status_code == 403
        assert "/account/2fa/webauthn/add/" in answer.content.decode()
        assert signed_in_client(cast.murat).post("/settings/", {"name": "Yeni"}).status_code == 403

    def test_a_fragment_sends_the_whole_page_there(self, cast: Cast) -> None:
        answer = signed_in_client(cast.murat).get("/settings/people/", headers={"HX-Request": "true"})
        assert answer["HX-Refresh"] == "true"
        assert not answer.content

    def test_adding_one_opens(self, cast: Cast) -> None:
        cast.murat.account.set_password(PASSWORD)
        cast.murat.account.save()
        add_app(cast.murat)
        assert signed_in_client(cast.murat).get("/settings/people/").status_code == 200

    def test_an_owner_with_one_can_demand_it(self, cast: Cast) -> None:
        cast.brand.second_factor_required = False
        cast.brand.save()
        cast.selin.account.set_password(PASSWORD)
        cast.selin.account.save()
        add_app(cast.selin)
        values = {
            "name": "D",
            "time_zone": "Europe/Istanbul",
            "language": "tr",
            "second_factor_required": "on",
        }
        assert signed_in_client(cast.selin).post("/settings/", values).status_code == 302
        assert signed_in_client(cast.murat).get("/settings/people/").status_code == 403

    def test_other_brands_of_the_account_stay_open(self, cast: Cast) -> None:
        elsewhere = Person.objects.create(
            brand=cast.other_brand, account=cast.murat.account, name="Murat K.", role="manager"
        )
        assert signed_in_client(elsewhere).get("/settings/people/").status_code == 200
