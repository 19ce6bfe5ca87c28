"""A session is found by its key for as long as it is valid."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from memnun.people.sessions import SessionStore
from memnun.people.testing import Cast, signed_in_client

pytestmark = pytest.mark.django_db


def kept() -> SessionStore:
    session = SessionStore()
    session["brand"] = "Deneme"
    session.save()
    return session


def test_what_a_session_holds_is_found_by_its_key() -> None:
    first, second = kept(), SessionStore()
    second["brand"] = "Başka"
    second.save()
    assert SessionStore(first.session_key)["brand"] == "Deneme"
    assert SessionStore(second.session_key)["brand"] == "Başka"


def test_a_session_that_has_ended_holds_nothing() -> None:
    session = kept()
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert SessionStore(session.session_key).load() == {}


@pytest.mark.parametrize("key", ["", "' OR true --", "x" * 400])
def test_a_key_that_is_none_opens_nothing(key: str) -> None:
    kept()
    assert SessionStore(key).load() == {}


def test_a_browser_whose_session_is_gone_is_asked_to_sign_in(cast: Cast) -> None:
    client = signed_in_client(cast.elif_)
    assert client.get("/my-day/").status_code == 200
    Session.objects.all().delete()
    assert client.get("/my-day/").status_code == 302
