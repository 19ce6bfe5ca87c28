"""What an answer promises is written down with it, taken back with it, and asked for when it is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from memnun.cases.models import Case, Promise
from memnun.cases.testing import make_case
from memnun.consent.models import Suppression
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions import channel_kinds
from memnun.interactions.channel_kinds import Capability, ChannelKind
from memnun.interactions.models import ChannelAccount, Conversation, OutboxMessage
from memnun.interactions.outbox import cancel
from memnun.people.testing import Cast, signed_in_client
from memnun.reactions.message_taken_back_takes_its_promise_back import react

pytestmark = pytest.mark.django_db
PROMISE = "yarın saat 17:00'ye kadar"
ANSWER = f"Kerem Bey, kargonuzu sorduk; {PROMISE} sizi arayacağız."


class Courier(ChannelKind):
    """Carries everything to an e-mail address."""

    slug, channel, label = "email", "email", "Ulak"
    capability = Capability(may_begin=True, identity_kinds=("email",), repeatable=True)

    @contextmanager
    def open(self, account: ChannelAccount) -> Iterator[Any]:
        yield self


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(channel_kinds, "registry", lambda: {"email": Courier()})
    people = Cast()
    ChannelAccount.objects.create(brand=people.brand, channel="email", slug="main", kind="email")
    return people


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(cast.brand)


@pytest.fixture
def elif_at_work(cast: Cast) -> Client:
    return signed_in_client(cast.elif_)


def send(client: Client, conversation: Conversation, text: str = ANSWER, **fields: Any) -> HttpResponse:
    seen = Event.objects.filter(conversation_id=conversation.id).order_by("-id").first()
    given = {"text": text, "key": "k1", "seen": seen.id if seen else 0, **fields}
    return client.post(reverse("desk:reply", args=[conversation.id]), given, headers={"HX-Request": "true"})


def shown(client: Client, conversation: Conversation, text: str, **fields: Any) -> str:
    told = {"text": text, "key": "k1", **fields}
    return client.post(reverse("desk:draft", args=[conversation.id]), told).content.decode()


def test_a_promise_found_while_writing_is_offered_ticked_and_stays_unticked(
    elif_at_work: Client, case: Case
) -> None:
    lines = shown(elif_at_work, case.conversation, ANSWER)
    assert 'name="promise"' in lines
    assert " checked" in lines
    quote = lines.split('name="offered" value="')[1].split('"')[0].replace("&#x27;", "'")
    assert " checked" not in shown(elif_at_work, case.conversation, ANSWER, offered=quote)
    assert " checked" in shown(elif_at_work, case.conversation, ANSWER, offered=quote, promise=quote)


def test_the_promise_is_written_with_the_answer_and_taken_back_with_it(
    elif_at_work: Client, case: Case
) -> None:
    response = send(elif_at_work, case.conversation)
    assert "1 söz yazıldı." in response.content.decode()
    message, made = OutboxMessage.objects.get(), Promise.objects.get()
    assert (made.case, made.message_id, made.state) == (case, message.id, "open")
    assert "arayacağız" in made.text
    local = made.due_at.astimezone(clock.ISTANBUL)
    assert (local.hour, (local.date() - clock.today()).days) == (17, 1)
    back = reverse("desk:outgoing_cancel", args=[message.id])
    elif_at_work.post(back, headers={"HX-Request": "true"})
    made.refresh_from_db()
    assert (made.state, made.reason) == ("taken_back", "Yanıt geri alındı.")


def test_an_unticked_promise_is_not_written_down(elif_at_work: Client, case: Case) -> None:
    lines = shown(elif_at_work, case.conversation, ANSWER)
    quote = lines.split('name="offered" value="')[1].split('"')[0].replace("&#x27;", "'")
    send(elif_at_work, case.conversation, offered=quote, promise_asked="none")
    assert (OutboxMessage.objects.count(), Promise.objects.count()) == (1, 0)


def test_the_same_form_sent_twice_promises_once(elif_at_work: Client, case: Case) -> None:
    send(elif_at_work, case.conversation)
    send(elif_at_work, case.conversation)
    assert (OutboxMessage.objects.count(), Promise.objects.count()) == (1, 1)


def test_what_may_not_be_sent_promises_nothing(elif_at_work: Client, case: Case, cast: Cast) -> None:
    Suppression.objects.create(brand=cast.brand, customer=case.customer, reason="wish")
    send(elif_at_work, case.conversation)
    assert (OutboxMessage.objects.get().state, Promise.objects.count()) == ("blocked", 0)


def test_a_complaint_without_a_case_gets_one_with_the_promise(elif_at_work: Client, case: Case) -> None:
    conversation = case.conversation
    Case.objects.all().delete()
    send(elif_at_work, conversation)
    opened = Case.objects.get()
    assert (opened.type.key, opened.conversation_id) == ("complaint", conversation.id)
    assert Promise.objects.get().case == opened


def test_a_complaint_answered_without_a_promise_is_asked_for_one(elif_at_work: Client, case: Case) -> None:
    response = send(elif_at_work, case.conversation, "Kargo firmasına sorduk.")
    assert (response.status_code, response["HX-Retarget"]) == (422, "#dialog")
    assert "Ne zamana kadar?" in response.content.decode()
    assert not OutboxMessage.objects.exists()
    bad = {"promise_asked": "given", "promise_text": "Arayacağız", "promise_due": "2020-01-01T10:00"}
    again = send(elif_at_work, case.conversation, "Kargo firmasına sorduk.", **bad)
    assert (again.status_code, "Kargo firmasına sorduk." in again.content.decode()) == (422, True)
    send(
        elif_at_work,
        case.conversation,
        "Kargo firmasına sorduk.",
        **{**bad, "promise_due": "2099-01-01T10:00"},
    )
    assert Promise.objects.get().text == "Arayacağız"
    assert OutboxMessage.objects.get().text == "Kargo firmasına sorduk."


@pytest.mark.parametrize("fields", [{"promise_asked": "none"}, {"afterwards": "resolve"}])
def test_nobody_is_asked_twice_or_when_the_matter_is_solved(
    elif_at_work: Client, case: Case, fields: dict[str, str]
) -> None:
    assert send(elif_at_work, case.conversation, "Kargonuz teslim edildi.", **fields).status_code == 200
    assert (OutboxMessage.objects.count(), Promise.objects.count()) == (1, 0)


def test_a_plain_form_is_asked_on_a_page(elif_at_work: Client, case: Case) -> None:
    seen = Event.objects.filter(conversation_id=case.conversation_id).order_by("-id")[0].id
    told = {"text": "Sorduk.", "key": "k1", "seen": seen}
    page = elif_at_work.post(reverse("desk:reply", args=[case.conversation_id]), told)
    assert (page.status_code, "Söz vermeden gönder" in page.content.decode()) == (422, True)


def test_an_answer_dropped_because_the_customer_wrote_takes_its_promise_back(
    elif_at_work: Client, case: Case
) -> None:
    send(elif_at_work, case.conversation)
    message = cancel(OutboxMessage.objects.get(), by=None, reason="customer wrote")
    react([message.id])
    react([message.id])
    assert Promise.objects.get().state == "taken_back"
