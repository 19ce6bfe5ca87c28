"""Calls at the desk: written down in three taps, called back, dialled, brought in from lists."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from memnun.channels.phone.calls_import import run, undo
from memnun.channels.phone.fake import VerimorCall
from memnun.channels.phone.fake_server import serving
from memnun.channels.phone.models import Call, CallImport
from memnun.channels.phone.noting import set_extension
from memnun.channels.phone.tests.test_hearing import NUMBER, make_line, now, report
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.models import Interaction, RawInbound
from memnun.interactions.testing import make_contact, record
from memnun.people.testing import Cast, signed_in_client

LIST = """Arama Tarihi;Saat;Yön;Arayan;Aranan;Dahili;Konuşma Süresi;Durum;UUID
20.11.2026;14:22:05;Gelen;0532 123 45 67;0850 885 00 00;1001;00:03:12;Cevaplandı;a-1
20.11.2026;15:00:00;Gelen;5339998877;08508850000;;0;Cevapsız;a-2
20.11.2026;16:00:00;Giden;08508850000;05339998877;1001;45;Cevaplandı;a-3
99.99.2026;16:00:00;Gelen;0532 123 45 67;08508850000;;10;Cevaplandı;a-4
20.11.2026;17:00:00;Gelen;anonymous;08508850000;;0;Cevapsız;a-5
"""


@pytest.fixture
def elif_(cast: Cast) -> Client:
    return signed_in_client(cast.elif_)


@pytest.fixture
def murat(cast: Cast) -> Client:
    return signed_in_client(cast.murat)


def test_a_call_is_written_down_with_three_taps(cast: Cast, elif_: Client) -> None:
    [known] = record(cast.brand, make_contact("Merhaba", ContactCustomer(name="Kerem Aydın", phone=NUMBER)))
    found = elif_.get("/calls/note/customers/", {"number": "0532 123"}).content.decode()
    assert "Kerem Aydın" in found
    sent = {
        "client_id": str(uuid4()),
        "outcome": "in",
        "topic": "delivery",
        "mood": "angry",
        "customer": str(known.customer_id),
    }
    answers = [elif_.post("/calls/note/", sent) for _ in range(2)]
    contact = Interaction.objects.get(channel="phone")
    assert [answer.headers["Location"] for answer in answers] == [
        f"/conversations/{contact.conversation_id}/"
    ] * 2
    assert contact.text == "Teslimat ve kargo\n\nMüşteri memnun değildi, kızgındı."
    assert (contact.customer_id, contact.staff) == (known.customer_id, cast.elif_)
    assert contact.meta == {"outcome": "in", "topic": "delivery", "mood": "angry"}


def test_a_new_number_becomes_a_customer(elif_: Client) -> None:
    elif_.post(
        "/calls/note/",
        {"client_id": str(uuid4()), "outcome": "in", "number": "0533 111 22 33", "note": "Sordu"},
    )
    assert Customer.objects.get().identities.get().value == "+905331112233"


def test_a_note_about_nobody_or_with_a_wrong_number_is_refused_with_words(elif_: Client) -> None:
    sent = {"client_id": str(uuid4()), "outcome": "in", "note": "Biri aradı"}
    nobody = elif_.post("/calls/note/", sent)
    wrong = elif_.post("/calls/note/", sent | {"number": "123"})
    assert (nobody.status_code, wrong.status_code) == (422, 422)
    assert "Biri aradı" in wrong.content.decode()
    assert not RawInbound.objects.exists()


def test_a_note_that_they_were_reached_takes_missed_calls_off_the_list(cast: Cast, elif_: Client) -> None:
    line = make_line(cast.brand)
    report(line, VerimorCall(at=now()).hangup(answered=False))
    assert Call.objects.to_call_back().count() == 1
    elif_.post(
        "/calls/note/", {"client_id": str(uuid4()), "outcome": "out", "number": NUMBER, "note": "Geri aradım"}
    )
    assert Call.objects.get().settled_by_person == cast.elif_


def test_the_list_shows_who_waits_longest_first_and_is_settled_by_hand(cast: Cast, elif_: Client) -> None:
    line = make_line(cast.brand)
    for hours, caller in ((1, "05321234567"), (5, "05339998877")):
        report(line, VerimorCall(caller, at=now() - timedelta(hours=hours)).hangup(answered=False))
    page = elif_.get("/calls/").content.decode()
    assert page.index("0533 999 88 77") < page.index("0532 123 45 67")
    missed = Call.objects.get(number=NUMBER)
    elif_.post(f"/calls/{missed.id}/settlement/")
    assert "0532 123 45 67" not in elif_.get("/calls/").content.decode()
    elif_.post(f"/calls/{missed.id}/settlement/", {"undo": "1"})
    assert "0532 123 45 67" in elif_.get("/calls/").content.decode()


def test_lists_of_calls_ask_the_same_however_long(
    cast: Cast, elif_: Client, django_assert_max_num_queries: Any
) -> None:
    line = make_line(cast.brand)
    for number in range(12):
        report(line, VerimorCall(f"0532123{number:04d}", at=now()).hangup(answered=number % 3 == 0))
    for path in ("/calls/", "/calls/?all=1"):
        elif_.get(path)
        with django_assert_max_num_queries(9):
            assert elif_.get(path).status_code == 200


def test_pages_of_calls_follow_one_another_without_gap(cast: Cast, elif_: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("memnun.channels.phone.views.calls.PAGE", 2)
    line = make_line(cast.brand)
    for minutes in range(5):
        report(
            line,
            VerimorCall(f"0532123000{minutes}", at=now() - timedelta(minutes=minutes)).hangup(answered=False),
        )
    seen: list[str] = []
    last = ""
    for _page in range(3):
        answer: Any = elif_.get("/calls/", {"all": "1", "after": last})
        seen += [call.number for call, *_rest in answer.context["calls"]]
        last = answer.context["older"]
    assert seen == [f"+90532123000{minutes}" for minutes in range(5)]
    assert last == ""


def test_the_desk_calls_through_the_switchboard(cast: Cast, elif_: Client) -> None:
    with serving() as switchboard:
        line = make_line(cast.brand, click_to_call=True, api_address=switchboard.url)
        line.set_secrets({**line.all_secrets(), "api_key": switchboard.key})
        line.save()
        set_extension(line, number="1001", person=cast.elif_, by=cast.murat)
        set_extension(line, number="1009", person=cast.burak, by=cast.murat)
        page = elif_.post("/calls/dialling/", {"number": NUMBER}, follow=True).content.decode()
        assert "Telefonunuz şimdi çalıyor" in page
        refused = signed_in_client(cast.burak).post("/calls/dialling/", {"number": NUMBER}, follow=True)
        assert "extension 1009 not found" in refused.content.decode()
        given = {"key": switchboard.key, "extension": "1001", "destination": "905321234567"}
        assert switchboard.asked[0] == ("/originate", given)
    away = elif_.post("/calls/dialling/", {"number": NUMBER}, follow=True).content.decode()
    assert "Santral yanıt vermiyor" in away


def test_without_an_extension_nobody_dials(elif_: Client) -> None:
    page = elif_.post("/calls/dialling/", {"number": NUMBER}, follow=True).content.decode()
    assert "dahiliniz yok" in page


def bring_in(client: Client, file: SimpleUploadedFile, **columns: str) -> CallImport:
    """Upload, look, start."""
    location = client.post("/settings/calls/imports/", {"file": file}).headers["Location"]
    page: Any = client.get(location)
    fields = {bound.name: bound.value() or "" for bound in page.context["form"]}
    client.post(location, fields | columns | {"start": "1"})
    intake = CallImport.objects.latest("created_at")
    run(str(intake.id))
    intake.refresh_from_db()
    return intake


def test_a_list_of_calls_is_previewed_brought_in_and_taken_back(
    cast: Cast, murat: Client, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("cdr.csv", LIST.encode("cp1254"))
    location = murat.post("/settings/calls/imports/", {"file": file}).headers["Location"]
    page = murat.get(location).content.decode()
    assert "0532 123 45 67" in page
    assert "“99.99.2026” bir tarih değil." in page
    assert not Call.objects.exists()
    with clock.frozen(clock.now()):
        intake = bring_in(murat, SimpleUploadedFile("cdr.csv", LIST.encode("cp1254")))
    assert (intake.rows_read, intake.rows_added, intake.rows_wrong) == (5, 3, 2)
    talked, missed, back = Call.objects.order_by("began_at")
    assert (talked.number, talked.talked, talked.extension) == (NUMBER, timedelta(seconds=192), "1001")
    assert (missed.is_missed, missed.settled_by) == (True, back)
    assert Interaction.objects.filter(channel="phone").count() == 3
    CallImport.objects.filter(id=intake.id).update(state="undoing")
    assert undo(str(intake.id), by_id=str(cast.murat.id)) == 3
    assert not Interaction.objects.exists()
    assert not Call.objects.exists()
    assert not Customer.objects.exists()


def test_the_same_list_again_adds_nothing_and_its_columns_are_remembered(
    murat: Client, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    head, *rows = LIST.splitlines()
    strange = "\n".join([head.replace("Yön", "Bu ne"), *rows])
    first = bring_in(murat, SimpleUploadedFile("a.csv", strange.encode()), c2="direction")
    second = bring_in(murat, SimpleUploadedFile("b.csv", strange.encode()))
    assert (first.rows_added, second.rows_added, second.rows_known) == (3, 0, 3)
    assert second.mapping["Bu ne"] == "direction"


def test_a_workbook_is_read_too(murat: Client, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    book, made = openpyxl.Workbook(), io.BytesIO()
    for row in (["calldate", "src", "dst", "disposition", "billsec", "duration", "uniqueid"],
                [clock.now().replace(tzinfo=None) - timedelta(days=1), "05321234567", "2000", "ANSWERED", 30, 42, "1.5"],
                [clock.now().replace(tzinfo=None) - timedelta(days=1), "05321234567", "2000", "NO ANSWER", 0, 12, "1.6"]):  # fmt: skip
        book.active.append(row)
    book.save(made)
    intake = bring_in(murat, SimpleUploadedFile("Master.xlsx", made.getvalue()))
    assert (intake.rows_added, intake.wrong) == (2, [])
    assert [call.is_missed for call in Call.objects.order_by("key")] == [False, True]


def test_what_is_no_list_is_refused_with_words(murat: Client, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    answer = murat.post("/settings/calls/imports/", {"file": SimpleUploadedFile("x.pdf", b"%PDF-1.7 ...")})
    assert answer.status_code == 422
    assert list(tmp_path.rglob("*.csv")) == []
