"""Talks in person: three taps, once, with their photo, their branch and what was promised."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from memnun.cases.models import Case, Promise
from memnun.channels.in_person.extracting import photos_of
from memnun.channels.in_person.promising import write_promises
from memnun.foundation import clock
from memnun.foundation.clock import ISTANBUL
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.models import Interaction, RawInbound
from memnun.interactions.testing import make_contact, record
from memnun.people.models import Branch
from memnun.people.testing import Cast, signed_in_client


@pytest.fixture
def cast(db: None) -> Cast:
    cast = Cast()
    cast.elif_.branch = Branch.objects.create(brand=cast.brand, code="KDK", name="Kadıköy")
    cast.elif_.save()
    return cast


@pytest.fixture
def elif_(cast: Cast) -> Client:
    return signed_in_client(cast.elif_)


def send(client: Client, **told: Any) -> Any:
    return client.post("/talks/new/", {"client_id": str(uuid4()), **told})


def test_topic_mood_and_save_are_enough(cast: Cast, elif_: Client) -> None:
    page = elif_.get("/talks/new/").content.decode()
    assert f'<option value="{cast.elif_.branch_id}" selected>' in page
    send(elif_, topic="refund", mood="angry", branch=str(cast.elif_.branch_id))
    contact = Interaction.objects.get()
    assert (contact.channel, contact.branch, contact.staff) == ("in_person", cast.elif_.branch, cast.elif_)
    assert contact.text == "İade ve para iadesi\n\nMüşteri memnun değildi, kızgındı."


def test_a_promise_stands_in_the_words_and_beside_them(elif_: Client) -> None:
    day = (clock.now() + timedelta(days=3)).date()
    send(elif_, note="Bozuk çıktı", promise="Yenisini getireceğiz", promised_for=day.isoformat())
    contact = Interaction.objects.get()
    assert contact.text == f"Bozuk çıktı\n\nSöz verildi: Yenisini getireceğiz ({day:%d.%m.%Y})"
    assert contact.meta["promised_for"] == day.isoformat()


def test_a_known_customer_is_found_while_typing_and_chosen(cast: Cast, elif_: Client) -> None:
    [known] = record(cast.brand, make_contact("x", ContactCustomer(name="Kerem Aydın", phone="05321234567")))
    assert "Kerem Aydın" in elif_.get("/talks/customers/", {"number": "0532 123"}).content.decode()
    send(elif_, note="Geldi", customer=str(known.customer_id))
    assert Interaction.objects.get(channel="in_person").customer_id == known.customer_id


def test_a_phone_that_was_offline_sends_once_with_its_own_time(elif_: Client) -> None:
    at = clock.now() - timedelta(hours=5)
    told = {"client_id": str(uuid4()), "note": "Bodrumda çekmiyordu", "written_at": at.isoformat()}
    for _ in range(2):
        answer = elif_.post("/talks/new/", told, headers={"Accept": "application/json"})
        assert answer.json() == {"reference": "#1"}
    assert Interaction.objects.get().occurred_at == at


def test_a_photo_comes_along(elif_: Client) -> None:
    photo = SimpleUploadedFile("raf.jpg", b"\xff\xd8\xff\xe0" + b"0" * 100, "image/jpeg")
    send(elif_, note="Raf boş", photo=photo)
    [found] = photos_of(RawInbound.objects.get())
    assert (found.name, found.data[:3]) == ("raf.jpg", b"\xff\xd8\xff")


def test_nothing_said_a_wrong_number_and_a_promise_of_yesterday_are_refused_with_words(elif_: Client) -> None:
    day = (clock.now() - timedelta(days=2)).date().isoformat()
    answers = [
        send(elif_),
        send(elif_, note="a", number="12"),
        send(elif_, note="a", promise="b", promised_for=day),
    ]
    assert [answer.status_code for answer in answers] == [422] * 3
    assert "Bir konu seçin" in answers[0].content.decode()
    assert "Söz, gelecek bir gün için verilir." in answers[2].content.decode()
    assert not RawInbound.objects.exists()


def test_an_analyst_writes_nothing_down(cast: Cast) -> None:
    assert signed_in_client(cast.arda).get("/talks/new/").status_code == 403


def test_a_customer_of_another_brand_cannot_be_chosen(cast: Cast, elif_: Client) -> None:
    [foreign] = record(cast.other_brand, make_contact("x"))
    assert send(elif_, note="a", customer=str(foreign.customer_id)).status_code == 404


def test_the_page_for_no_connection_names_nobody_and_its_worker_keeps_only_that(
    cast: Cast, elif_: Client
) -> None:
    page = elif_.get("/talks/offline/").content.decode()
    assert cast.elif_.name not in page
    assert "csrfmiddlewaretoken" not in page
    worker = elif_.get("/talks/worker.js")
    assert worker.headers["Content-Type"] == "text/javascript"
    script = worker.content.decode()
    assert '"pages": ["/talks/offline/"]' in script
    assert '"stand_in": "/talks/offline/"' in script
    assert "SHOWN" not in script


def test_a_phone_learns_who_is_signed_in_and_a_stranger_learns_nothing(cast: Cast, elif_: Client) -> None:
    json = {"Accept": "application/json"}
    told = elif_.get("/talks/new/", headers=json).json()
    assert told["person"] == str(cast.elif_.id)
    assert told["token"]
    assert Client().get("/talks/new/", headers=json).status_code == 302


HOSTILE = [
    "A\x00B",
    "<script>alert(1)</script>",
    "\u202eters",
    "😀" * 2000,
    "a" + "\u0301" * 3000,
    "\n" * 9000 + "son",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_refused_or_kept_and_shown_as_words(elif_: Client, text: str) -> None:
    answer = send(elif_, note=text, name=text[:200])
    assert answer.status_code in (302, 422)
    assert Interaction.objects.exists() is (answer.status_code == 302)
    if answer.status_code == 302:
        page = elif_.get(f"/conversations/{Interaction.objects.get().conversation_id}/").content
        assert b"<script>alert" not in page


def test_enormous_notes_and_pictures_that_are_none_hold_nothing_up(elif_: Client) -> None:
    assert send(elif_, note="x" * 10_001).status_code == 422
    assert (
        send(elif_, note="Fotoğraf bozuk", photo=SimpleUploadedFile("a.jpg", b"\x00" * 5000)).status_code
        == 302
    )
    assert send(elif_, note="Program", photo=SimpleUploadedFile("a.exe", b"MZ" * 5000)).status_code == 302
    assert Interaction.objects.count() == 2
    for raw in RawInbound.objects.all():
        assert len(list(photos_of(raw))) == 1


def test_what_was_promised_is_a_promise_of_a_case_with_its_day_and_who_gave_it(
    cast: Cast, elif_: Client
) -> None:
    day = (clock.now() + timedelta(days=3)).date()
    send(elif_, note="Bozuk çıktı", promise="Yenisini getireceğiz", promised_for=day.isoformat())
    talk = Interaction.objects.get()
    write_promises([talk.id])
    write_promises([talk.id])
    made = Promise.objects.get()
    assert (made.text, made.by, made.case.conversation) == (
        "Yenisini getireceğiz",
        cast.elif_,
        talk.conversation,
    )
    assert made.due_at.astimezone(ISTANBUL).date() == day
    assert made.case.assignee is not None


def test_a_day_in_the_words_is_enough_and_a_promise_without_any_is_asked_for_its_day(elif_: Client) -> None:
    refused = send(elif_, note="Bozuk çıktı", promise="Yenisini getireceğiz")
    assert refused.status_code == 422
    assert "Ne zamana kadar?" in refused.content.decode()
    assert not Interaction.objects.exists()
    send(elif_, note="Bozuk çıktı", promise="Yarın arayacağız")
    write_promises([Interaction.objects.get().id])
    tomorrow = (clock.now().astimezone(ISTANBUL) + timedelta(days=1)).date()
    assert Promise.objects.get().due_at.astimezone(ISTANBUL).date() == tomorrow


def test_a_promise_that_a_phone_kept_until_after_its_day_still_opens_a_case(elif_: Client) -> None:
    written = clock.now() - timedelta(days=5)
    send(elif_, note="Bozuk çıktı", promise="Yarın arayacağız", written_at=written.isoformat())
    write_promises([Interaction.objects.get().id])
    assert not Promise.objects.exists()
    assert Case.objects.get().conversation == Interaction.objects.get().conversation


def test_a_promise_for_today_given_after_work_is_due_when_the_day_ends(elif_: Client) -> None:
    with clock.frozen(datetime(2026, 11, 24, 18, 30, tzinfo=UTC)):
        send(elif_, note="Bozuk çıktı", promise="Arayacağız", promised_for="2026-11-24")
        write_promises([Interaction.objects.get().id])
        assert f"{Promise.objects.get().due_at.astimezone(ISTANBUL):%d %H:%M}" == "24 23:59"
