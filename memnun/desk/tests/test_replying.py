"""Answering on screen: on the customer's way, taken back in time, never blind, never twice, never lost."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions import channel_kinds
from memnun.interactions.actions import assign_team
from memnun.interactions.attachments import content_of
from memnun.interactions.channel_kinds import Accepted, Attachments, Capability, ChannelKind, Refused
from memnun.interactions.models import Attachment, ChannelAccount, Draft, OutboxMessage
from memnun.interactions.outbox.delivering import deliver
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.testing import AYSE, make_contact, record
from memnun.knowledge.actions import save_reply
from memnun.people.testing import make_team, signed_in_client

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


class Pigeon(ChannelKind):
    """A kind that carries everything."""

    slug, channel, label = "pigeon", "email", "Güvercin"
    capability = Capability(
        may_begin=True,
        identity_kinds=("email",),
        repeatable=True,
        attachments=Attachments(3, 1_000_000),
        reply_window=timedelta(hours=24),
    )
    refuses = False

    @contextmanager
    def open(self, account):
        yield self

    def send(self, message):
        if self.refuses:
            raise Refused("550 kutu yok", code="550")
        return Accepted(f"p-{message.id}")


@pytest.fixture
def pigeon(monkeypatch) -> Pigeon:
    kind = Pigeon()
    monkeypatch.setattr(channel_kinds, "registry", lambda: {"pigeon": kind})
    return kind


@pytest.fixture
def account(cast, pigeon):
    return ChannelAccount.objects.create(
        brand=cast.brand, channel="email", slug="main", kind="pigeon", name="Destek kutusu"
    )


@pytest.fixture
def conversation(cast, account):
    [contact] = record(cast.brand, make_contact("Kargom gelmedi", AYSE, subject="Kargo"))
    return contact.conversation


@pytest.fixture
def elif_at_work(cast):
    return signed_in_client(cast.elif_)


def seen(conversation) -> int:
    return (
        Event.objects.filter(conversation_id=conversation.id).order_by("-id").values_list("id", flat=True)[0]
    )


def page(client, conversation) -> str:
    return client.get(reverse("desk:conversation", args=[conversation.id])).content.decode()


def answer(client, conversation, text="Hemen bakıyorum.", **fields):
    given = {"text": text, "key": "k1", "seen": seen(conversation), **fields}
    return client.post(reverse("desk:reply", args=[conversation.id]), given, headers={"HX-Request": "true"})


def test_the_composer_offers_the_way_the_customer_wrote_on_and_the_time_left(elif_at_work, conversation):
    shown = page(elif_at_work, conversation)
    assert "Destek kutusu → ayse@musteri.example" in shown
    assert "yazdığı yer" in shown
    assert "Son yanıt zamanı:" in shown


def test_an_answer_can_be_taken_back_and_its_words_are_not_lost(elif_at_work, conversation, account):
    response = answer(elif_at_work, conversation)
    assert response.status_code == 200
    message = OutboxMessage.objects.get()
    assert reverse("desk:outgoing_cancel", args=[message.id]) in response.content.decode()
    assert deliver(account.id) == 0
    back = elif_at_work.post(
        reverse("desk:outgoing_cancel", args=[message.id]), headers={"HX-Request": "true"}
    )
    assert "Hemen bakıyorum." in back.content.decode()
    message.refresh_from_db()
    assert message.state == "cancelled"
    assert "Hemen bakıyorum." in page(elif_at_work, conversation)


def test_the_same_form_sent_twice_makes_one_message(elif_at_work, conversation):
    answer(elif_at_work, conversation)
    answer(elif_at_work, conversation)
    assert OutboxMessage.objects.count() == 1


def test_an_answer_written_blind_is_refused_and_shows_what_came(elif_at_work, conversation, cast):
    before = seen(conversation)
    record(cast.brand, make_contact("Vazgeçtim, iptal edin", AYSE, subject="Kargo"))
    response = answer(elif_at_work, conversation, seen=before)
    assert response.status_code == 422
    assert "Vazgeçtim" in response.content.decode()
    assert "Hemen bakıyorum." in response.content.decode()
    assert not OutboxMessage.objects.exists()
    plain = elif_at_work.post(
        reverse("desk:reply", args=[conversation.id]), {"text": "Tamam", "key": "k2", "seen": before}
    )
    assert plain.status_code == 409
    assert "Vazgeçtim" in plain.content.decode()


def test_what_is_sent_shows_how_far_it_came_and_what_failed_shows_why(
    elif_at_work, conversation, account, pigeon
):
    pigeon.refuses = True
    answer(elif_at_work, conversation)
    with clock.frozen(clock.now() + timedelta(seconds=20)):
        deliver(account.id)
        shown = page(elif_at_work, conversation)
        assert "550 kutu yok" in shown
        assert "Yeniden gönder" in shown
        assert "550 kutu yok" in elif_at_work.get(reverse("desk:outbox")).content.decode()
        message = OutboxMessage.objects.get()
        pigeon.refuses = False
        elif_at_work.post(reverse("desk:outgoing_resend", args=[message.id]))
        deliver(account.id)
        while place_waiting():
            pass
        shown = page(elif_at_work, conversation)
    assert f'id="state-{message.id}"' in shown
    assert "550 kutu yok" not in shown
    assert "Her şey ulaştı" in elif_at_work.get(reverse("desk:outbox")).content.decode()


def test_sending_later_and_dropping_it_stand_with_the_message(elif_at_work, conversation):
    moment = (clock.now() + timedelta(hours=2)).isoformat()
    answer(elif_at_work, conversation, send_at=moment, dropped="1", afterwards="wait")
    message = OutboxMessage.objects.get()
    assert message.dropped_if_customer_writes
    conversation.refresh_from_db()
    assert conversation.status == "waiting"
    shown = page(elif_at_work, conversation)
    assert "Şimdi gönder" in shown
    wrong = answer(elif_at_work, conversation, send_at="2020-01-01T09:00", key="k2")
    assert wrong.status_code == 422


def test_a_draft_is_kept_and_a_colleague_can_take_it_over(elif_at_work, conversation, cast):
    elif_at_work.post(reverse("desk:draft", args=[conversation.id]), {"text": "Yarım kalan söz", "key": "k"})
    assert "Yarım kalan söz" in page(elif_at_work, conversation)
    burak = signed_in_client(cast.burak)
    shown = page(burak, conversation)
    assert "Elif Demir taslağı:" in shown
    draft = Draft.objects.get()
    burak.post(reverse("desk:draft_taking", args=[draft.id]), headers={"HX-Request": "true"})
    assert Draft.objects.get().by == cast.burak
    burak.post(reverse("desk:draft", args=[conversation.id]), {"text": "  ", "key": "k"})
    assert not Draft.objects.exists()


def test_a_promise_in_the_answer_is_shown_with_its_moment_while_it_is_written(elif_at_work, conversation):
    def said(text: str) -> str:
        kept = elif_at_work.post(reverse("desk:draft", args=[conversation.id]), {"text": text, "key": "k"})
        return kept.content.decode()

    promised = said("Merhaba, yarın saat 17:00'ye kadar sizi arayacağız.")
    assert 'name="promise" value="yarın saat 17:00"' in promised
    assert "17:00</strong> · vaka açılır" in promised
    assert "söz" not in said("Merhaba, kargonuz dağıtıma çıktı.").lower()


def test_saved_replies_fill_the_customers_name_in(elif_at_work, conversation, cast):
    save_reply(
        None,
        by=cast.murat,
        name="Gecikme",
        text="Sayın {hitap}, #{konu_no} için özür dileriz.",
        only_mine=False,
    )
    found = elif_at_work.get(reverse("desk:reply_suggestions", args=[conversation.id]), {"q": "gecik"}).json()
    assert found["replies"][0]["text"] == f"Sayın Ayşe Hanım, #{conversation.number} için özür dileriz."


def test_files_go_along_and_programs_do_not(elif_at_work, conversation, account):
    files = [SimpleUploadedFile("fatura.pdf", PDF), SimpleUploadedFile("kur.exe", b"MZ")]
    response = elif_at_work.post(reverse("desk:reply_upload", args=[conversation.id]), {"files": files})
    assert "kur.exe bir program" in response.content.decode()
    kept = Attachment.objects.get()
    answer(elif_at_work, conversation, file=str(kept.id))
    kept.refresh_from_db()
    assert kept.outbox == OutboxMessage.objects.get()
    download = elif_at_work.get(reverse("desk:attachment", args=[kept.id]))
    assert b"".join(download.streaming_content) == PDF == content_of(kept)
    assert download["Content-Disposition"].startswith("attachment")
    assert "sandbox" in download["Content-Security-Policy"]


def test_another_person_cannot_send_ones_upload_and_no_other_brand_opens_it(elif_at_work, conversation, cast):
    elif_at_work.post(
        reverse("desk:reply_upload", args=[conversation.id]), {"files": [SimpleUploadedFile("a.pdf", PDF)]}
    )
    kept = Attachment.objects.get()
    burak = signed_in_client(cast.burak)
    assert answer(burak, conversation, file=str(kept.id)).status_code == 422
    assert signed_in_client(cast.deniz).get(reverse("desk:attachment", args=[kept.id])).status_code == 404


def test_files_of_a_private_teams_conversation_open_only_for_the_team(elif_at_work, conversation, cast):
    elif_at_work.post(
        reverse("desk:reply_upload", args=[conversation.id]), {"files": [SimpleUploadedFile("a.pdf", PDF)]}
    )
    kept = Attachment.objects.get()
    answer(elif_at_work, conversation, file=str(kept.id))
    assign_team(conversation, team=make_team(cast.brand, "Hukuk", cast.burak, private=True), by=cast.murat)
    address = reverse("desk:attachment", args=[kept.id])
    assert elif_at_work.get(address).status_code == 404
    opened = signed_in_client(cast.burak).get(address)
    assert b"".join(opened.streaming_content) == PDF


def test_the_outbox_asks_the_same_however_much_stands_in_it(
    elif_at_work, conversation, account, pigeon, django_assert_max_num_queries
):
    pigeon.refuses = True
    for number in range(12):
        answer(elif_at_work, conversation, f"{number}", key=f"k{number}")
    with clock.frozen(clock.now() + timedelta(seconds=20)):
        deliver(account.id)
        elif_at_work.get(reverse("desk:outbox"))
        with django_assert_max_num_queries(14):
            assert elif_at_work.get(reverse("desk:outbox")).status_code == 200


def test_an_analyst_sees_no_composer_and_sends_nothing(conversation, cast):
    arda = signed_in_client(cast.arda)
    assert 'id="reply"' not in page(arda, conversation)
    assert answer(arda, conversation).status_code == 403
