"""Signing in with a password, being throttled, and what the log keeps of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from memnun.events.models import Event
from memnun.foundation import clock
from memnun.people.models import Account, Person
from memnun.people.tasks import send_password_reset
from memnun.people.testing import Cast, signed_in_client

pytestmark = pytest.mark.django_db

PASSWORD = "deniz-mavisi-42"


@pytest.fixture
def elif_() -> Person:
    person = Cast().elif_
    person.account.set_password(PASSWORD)
    person.account.save()
    return person


def sign_in(client: Client, email: str, password: str = PASSWORD):
    return client.post("/account/login/", {"login": email, "password": password})


def acts(person: Person) -> list[str]:
    return list(Event.objects.filter(brand_id=person.brand_id).order_by("id").values_list("kind", flat=True))


def test_the_right_password_opens_and_is_noted(elif_: Person) -> None:
    client = Client()
    assert sign_in(client, "ELIF@deneme.example")["Location"] == "/"
    assert client.get("/first-steps/").wsgi_request.person == elif_
    event = Event.objects.get(kind="people.signed_in")
    assert (event.actor_id, event.brand_id, event.details["ip"]) == (elif_.id, elif_.brand_id, "127.0.0.1")


def test_signing_out_is_noted(elif_: Person) -> None:
    client = Client()
    sign_in(client, elif_.account.email)
    client.post("/account/logout/")
    assert acts(elif_) == ["people.signed_in", "people.signed_out"]
    assert client.get("/first-steps/").status_code == 302


def test_a_wrong_password_is_noted_and_says_the_same_as_an_unknown_address(elif_: Person) -> None:
    wrong = sign_in(Client(), elif_.account.email, "yanlis-parola-1").context["form"].errors
    unknown = sign_in(Client(), "kimse@deneme.example", "yanlis-parola-1").context["form"].errors
    assert wrong == unknown
    failure = Event.objects.get(kind="people.sign_in_failed")
    assert failure.actor_kind == "system"
    assert failure.details == {"email": elif_.account.email, "ip": "127.0.0.1", "step": "password"}


def test_the_sixth_wrong_password_is_not_even_looked_at_and_five_minutes_later_the_right_one_opens(
    elif_: Person,
) -> None:
    for number in range(5):
        sign_in(Client(), elif_.account.email, f"yanlis-parola-{number}")
    client = Client()
    assert sign_in(client, elif_.account.email).status_code == 200
    assert acts(elif_).count("people.sign_in_failed") == 5
    with clock.frozen(datetime.now(UTC) + timedelta(minutes=6)):
        assert sign_in(client, elif_.account.email).status_code == 302


def test_a_closed_account_does_not_open(elif_: Person) -> None:
    Account.objects.filter(pk=elif_.account_id).update(is_active=False)
    assert sign_in(Client(), elif_.account.email)["Location"] == "/account/inactive/"


def test_asking_for_a_new_password_does_the_same_for_every_address(elif_: Person, mailoutbox: list) -> None:
    answers = []
    for address in (elif_.account.email, "kimse@deneme.example"):
        answer = Client().post("/account/password/reset/", {"email": address})
        answers.append((answer.status_code, answer["Location"]))
    assert answers[0] == answers[1]
    jobs = ProcrastinateJob.objects.filter(task_name="people.send_password_reset")
    assert [sorted(job.args) for job in jobs] == [["email", "language", "site"]] * 2
    for job in jobs:
        send_password_reset(**job.args)
    assert [message.to for message in mailoutbox] == [[elif_.account.email]]


def test_the_mailed_link_sets_a_new_password(elif_: Person, mailoutbox: list) -> None:
    send_password_reset(email=elif_.account.email, site="http://testserver", language="tr")
    link = next(word for word in mailoutbox[0].body.split() if word.startswith("http"))
    client = Client()
    page = client.get(link, follow=True)
    new = {"password1": "yepyeni-parola-7", "password2": "yepyeni-parola-7"}
    client.post(page.request["PATH_INFO"], new)
    assert sign_in(Client(), elif_.account.email, "yepyeni-parola-7").status_code == 302
    assert sign_in(Client(), elif_.account.email, PASSWORD).status_code == 200
    assert "people.password_changed" in acts(elif_)
    assert ProcrastinateJob.objects.filter(task_name="people.send_notice").count() == 1


def test_a_new_password_ends_the_other_sessions(elif_: Person) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here, elif_.account.email)
    sign_in(elsewhere, elif_.account.email)
    new = {"oldpassword": PASSWORD, "password1": "yepyeni-parola-7", "password2": "yepyeni-parola-7"}
    assert here.post("/account/password/change/", new).status_code == 302
    assert here.get("/first-steps/").wsgi_request.user.is_authenticated
    assert not elsewhere.get("/first-steps/").wsgi_request.user.is_authenticated


def test_one_session_is_ended_from_another(elif_: Person) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here, elif_.account.email)
    sign_in(elsewhere, elif_.account.email)
    listed = here.get("/account/sessions/").context["sessions"]
    assert len(listed) == 2
    other = next(session for session in listed if session.session_key == elsewhere.session.session_key)
    here.post(f"/account/sessions/{other.pk}/")
    assert not elsewhere.get("/first-steps/").wsgi_request.user.is_authenticated
    assert here.get("/first-steps/").wsgi_request.user.is_authenticated
    assert "people.sessions_ended" in acts(elif_)


def test_a_strangers_session_cannot_be_ended(elif_: Person) -> None:
    client = Client()
    sign_in(client, elif_.account.email)
    theirs = client.get("/account/sessions/").context["sessions"][0]
    stranger = Person.objects.get(name="Deniz Yıldız")
    assert signed_in_client(stranger).post(f"/account/sessions/{theirs.pk}/").status_code == 404


def test_a_device_without_a_choice_of_language_shows_the_accounts(elif_: Person) -> None:
    Account.objects.filter(pk=elif_.account_id).update(language="en")
    client = Client()
    sign_in(client, elif_.account.email)
    assert client.cookies["memnun_language"].value == "en"


def test_nobody_signs_up_alone() -> None:
    assert Client().get("/account/signup/").status_code == 404
    assert Client().post("/account/signup/", {"email": "ben@deneme.example"}).status_code == 404


def test_activity_of_a_session_is_written_once_in_five_minutes(
    elif_: Person, django_assert_num_queries: Callable
) -> None:
    client = signed_in_client(elif_)
    client.get("/first-steps/")
    with django_assert_num_queries(3) as captured:  # session, account, person
        client.get("/first-steps/")
    assert not [query for query in captured.captured_queries if query["sql"].startswith("UPDATE")]
