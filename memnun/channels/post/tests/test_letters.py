"""Letters: written like any answer, printed together, posted or returned; letters that come in keep their scans."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from memnun.channels.post.drawing import Letterhead, Sheet, draw
from memnun.channels.post.extracting import scans_of
from memnun.channels.post.models import Letter
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount, Conversation, Interaction, OutboxMessage, RawInbound
from memnun.interactions.outbox.delivering import deliver
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.models import Brand
from memnun.people.testing import Cast, signed_in_client

ADDRESS = "Kerem Aydın\nÇağlayan Mah. İnönü Cad. No: 5/3\n34403 Kâğıthane/İSTANBUL"
HEAD = {
    "sender": "Deneme A.Ş.",
    "street": "Bağdat Cad. 12",
    "town": "34710 Kadıköy/İSTANBUL",
    "window": "left",
}


@pytest.fixture
def elif_(cast: Cast) -> Client:
    return signed_in_client(cast.elif_)


@pytest.fixture
def account(cast: Cast) -> ChannelAccount:
    return make_letterhead(cast.brand)


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    [contact] = record(cast.brand, make_contact("İade istiyorum", KEREM))
    return contact.conversation


def make_letterhead(brand: Brand) -> ChannelAccount:
    return ChannelAccount.objects.create(
        brand=brand, channel="post", kind="post", slug="mektup", name="Mektup", settings=HEAD
    )


def write(client: Client, conversation: Conversation, **told: Any) -> Any:
    path = f"/conversations/{conversation.id}/letters/new/"
    page: Any = client.get(path)
    shown = {name: page.context["form"].initial[name] for name in ("key", "seen")}
    return client.post(
        path,
        {
            **shown,
            "address": ADDRESS,
            "subject": "İadeniz",
            "text": "Sayın Aydın,\n\nİade tutarı 1.250,00 ₺.",
            **told,
        },
    )


def settle(account: ChannelAccount) -> None:
    """Let the sender and the ledger do their work."""
    deliver(account.id)
    while place_waiting():
        pass


def test_a_letter_waits_until_it_is_printed_and_counts_as_sent_then(
    cast: Cast, elif_: Client, account: ChannelAccount, conversation: Conversation
) -> None:
    assert write(elif_, conversation).headers["Location"] == "/letters/"
    settle(account)
    message = OutboxMessage.objects.get()
    assert (message.state, Interaction.objects.filter(channel="post").count()) == ("waiting", 0)
    letter = Letter.objects.get()
    answer = elif_.post("/letters/printing/", {"letters": [str(letter.id)]}, follow=True)
    assert b"".join([answer.content]).startswith(b"%PDF")
    settle(account)
    message.refresh_from_db()
    assert (message.state, message.provider_id) == ("sent", letter.reference)
    sent = Interaction.objects.get(channel="post")
    assert (sent.direction, sent.conversation_id, sent.staff) == ("out", conversation.id, cast.elif_)


def test_an_address_is_remembered_for_the_next_letter(
    elif_: Client, account: ChannelAccount, conversation: Conversation
) -> None:
    write(elif_, conversation)
    assert (
        "Kâğıthane/İSTANBUL" in elif_.get(f"/conversations/{conversation.id}/letters/new/").content.decode()
    )


def test_a_letter_is_posted_with_a_number_and_may_come_back(
    elif_: Client, account: ChannelAccount, conversation: Conversation
) -> None:
    write(elif_, conversation)
    letter = Letter.objects.get()
    elif_.post(f"/letters/{letter.id}/posted/", {"tracking": "RR1"})
    letter.refresh_from_db()
    assert letter.state == "waiting"
    elif_.post("/letters/printing/", {"letters": [str(letter.id)]})
    settle(account)
    elif_.post(f"/letters/{letter.id}/posted/", {"tracking": "RR123456785TR"})
    letter.refresh_from_db()
    assert (letter.state, letter.tracking) == ("posted", "RR123456785TR")
    elif_.post(f"/letters/{letter.id}/returned/", {"reason": "Adreste tanınmıyor"})
    letter.refresh_from_db()
    assert (letter.state, letter.return_reason) == ("returned", "Adreste tanınmıyor")
    assert OutboxMessage.objects.get().state == "failed"


def test_a_letter_is_printed_once_however_often_it_is_asked(
    elif_: Client, account: ChannelAccount, conversation: Conversation
) -> None:
    write(elif_, conversation)
    letter = Letter.objects.get()
    first = elif_.post("/letters/printing/", {"letters": [str(letter.id)]})
    again = elif_.post("/letters/printing/", {"letters": [str(letter.id)]})
    assert first.headers["Location"].endswith(".pdf")
    assert again.headers["Location"] == "/letters/"
    assert elif_.get(first.headers["Location"]).content.startswith(b"%PDF")


def test_without_a_letterhead_and_with_half_an_address_the_words_stay(
    elif_: Client, conversation: Conversation
) -> None:
    without = write(elif_, conversation)
    assert without.status_code == 422
    assert "antetli kâğıt yok" in without.content.decode()
    half = write(elif_, conversation, address="Kerem")
    assert half.status_code == 422
    assert "1.250,00 ₺" in half.content.decode()


def test_a_letter_written_without_having_seen_the_newest_contact_is_refused_once(
    cast: Cast, elif_: Client, account: ChannelAccount, conversation: Conversation
) -> None:
    path = f"/conversations/{conversation.id}/letters/new/"
    page: Any = elif_.get(path)
    told = {name: page.context["form"].initial[name] for name in ("key", "seen")}
    told |= {"address": ADDRESS, "subject": "x", "text": "Merhaba"}
    record(cast.brand, make_contact("Vazgeçtim", KEREM))
    refused: Any = elif_.post(path, told)
    assert refused.status_code == 422
    assert elif_.post(path, told | {"seen": refused.context["form"]["seen"].value()}).status_code == 302


def test_every_letter_of_turkish_and_the_lira_can_be_printed() -> None:
    text = "ÇçĞğİıÖöŞşÜü Ââ Îî Ûû ₺ € – “tırnak”\n" + "Uzun bir paragraf. " * 400
    sheet = Sheet(ADDRESS.splitlines(), "ABCD2345", "#12", date(2026, 11, 22), "Konu İĞŞ", text, "Elif Demir", "https://x.example/letters/1/")  # fmt: skip
    for window in ("left", "right"):
        paper = draw(Letterhead("Deneme", "Sokak 1", "34710 Kadıköy/İSTANBUL", window=window), [sheet, sheet])
        assert paper.pages_count >= 4
        assert {letter for letter in text if letter not in "\n№"} <= set(map(chr, paper.fonts["inter"].cmap))
        assert paper.finished().startswith(b"%PDF")


def scan(name: str = "dilekce.pdf", content: bytes = b"%PDF-1.7\n1 0 obj") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def take_in(client: Client, **told: Any) -> Any:
    today = clock.now().date().isoformat()
    return client.post(
        "/letters/in/", {"client_id": str(uuid4()), "received_on": today, "name": "Hatice Şen", **told}
    )


def test_a_letter_that_came_is_kept_with_its_scans_and_its_day(elif_: Client, cast: Cast) -> None:
    pages = [scan(), scan("zarf.jpg", b"\xff\xd8\xff\xe0abc")]
    answer = take_in(elif_, received_on="2026-11-02", written_on="2026-10-28", subject="Dilekçe", scans=pages)
    contact = Interaction.objects.get()
    assert answer.headers["Location"] == f"/conversations/{contact.conversation_id}/"
    assert (contact.channel, contact.direction, contact.subject) == ("post", "in", "Dilekçe")
    assert contact.occurred_at.date() == date(2026, 11, 2)
    assert contact.meta == {
        "received_on": "2026-11-02",
        "written_on": "2026-10-28",
        "typed_by": "Elif Demir",
        "scans": 2,
    }
    assert [found.name for found in scans_of(RawInbound.objects.get())] == ["dilekce.pdf", "zarf.jpg"]


def test_an_answer_to_our_letter_comes_into_its_conversation(
    elif_: Client, account: ChannelAccount, conversation: Conversation
) -> None:
    write(elif_, conversation)
    take_in(elif_, name="", reference=Letter.objects.get().reference.lower(), text="Teşekkürler, aldım.")
    take_in(elif_, name="", reference=f"#{conversation.number}", text="Bir de şunu sormak isterim.")
    assert Interaction.objects.filter(channel="post", conversation=conversation).count() == 2


def test_what_is_no_scan_or_says_nothing_is_refused_with_words(elif_: Client) -> None:
    wrong = take_in(elif_, scans=[scan("virus.pdf", b"MZ\x90\x00")])
    nothing = take_in(elif_)
    unknown = take_in(elif_, reference="ZZZZ9999", text="a")
    later = take_in(elif_, received_on="2099-01-01", text="a")
    assert [answer.status_code for answer in (wrong, nothing, unknown, later)] == [422] * 4
    assert "virus.pdf PDF, JPG ya da PNG değil." in wrong.content.decode()
    assert "Bu numarada bir görüşme ya da mektup yok." in unknown.content.decode()
    assert not RawInbound.objects.exists()


def test_the_list_of_letters_asks_the_same_however_long(
    cast: Cast, elif_: Client, account: ChannelAccount, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        [contact] = record(cast.brand, make_contact(f"Mektup {number}", KEREM, thread=f"t{number}"))
        write(elif_, contact.conversation)
    printed = list(Letter.objects.values_list("id", flat=True))[:4]
    elif_.post("/letters/printing/", {"letters": [str(one) for one in printed]})
    elif_.get("/letters/")
    with django_assert_max_num_queries(8):
        assert elif_.get("/letters/").status_code == 200
