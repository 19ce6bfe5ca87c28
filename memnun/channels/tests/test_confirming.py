"""Who consents electronically is told so on the same day, once, and is taken at their word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from memnun.channels.confirming.hearing import hear
from memnun.channels.confirming.sending import send_due
from memnun.channels.confirming.words import answer_in
from memnun.channels.readers import follow_confirmations
from memnun.consent.actions import Given, mark_late, record_consent, refuse, suppress
from memnun.consent.links import confirmation_url
from memnun.consent.models import Confirmation, Consent, ConsentState, GateDecision, Notice
from memnun.consent.testing import TUESDAY_NOON, make_customer
from memnun.customers.models import Customer
from memnun.events.dispatcher import advance, discover
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions.actions.summarising import resummarise
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.models import ChannelAccount, Conversation, OutboxMessage, OutboxState
from memnun.interactions.testing import make_contact, record
from memnun.people.testing import Cast, signed_in_client

pytestmark = pytest.mark.django_db
ADDRESS = "ayse@musteri.example"


@pytest.fixture
def ayse(cast: Cast) -> Customer:
    return make_customer(cast.brand)


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.frozen(TUESDAY_NOON) as frozen:
        yield frozen


@pytest.fixture(autouse=True)
def public_address(settings: Any) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, url="https://memnun.example")


@pytest.fixture
def mailbox(cast: Cast) -> ChannelAccount:
    return ChannelAccount.objects.create(
        brand=cast.brand, channel="email", kind="email", slug="destek", name="Destek",
        settings={"address": "destek@marka.example"},
    )  # fmt: skip


@pytest.fixture
def asked(cast: Cast, ayse: Customer, mailbox: ChannelAccount, noon: Any) -> None:
    """The confirmation of a consent was written a minute ago."""
    consent(cast, ayse)
    send_due()
    noon.move(timedelta(minutes=1))


def consent(cast: Cast, customer: Customer | None, **fields: Any) -> Consent:
    given = {
        "type": "EPOSTA", "address": ADDRESS, "status": "ONAY", "source": "HS_CAGRI_MERKEZI",
        "taken_at": clock.now(), "customer_id": customer.id if customer else None, **fields,
    }  # fmt: skip
    return record_consent(Given(**given), brand=cast.brand, by=cast.elif_)


def test_it_leaves_the_same_day_on_the_channel_consented_to_as_a_notice_that_the_gate_let_go(
    cast: Cast, ayse: Customer, mailbox: ChannelAccount
) -> None:
    text = Notice.objects.create(
        brand=cast.brand, kind="consent", name="Tanıtım", text="E-posta almak istiyorum."
    )
    row = consent(cast, ayse, notice=text)
    assert send_due() == 1
    message = OutboxMessage.objects.get()
    assert (message.to_value, message.purpose, message.state, message.by) == (
        ADDRESS,
        "legal",
        "waiting",
        None,
    )
    assert GateDecision.objects.get(id=message.gate_decision_id).verdict == "SEND"
    assert confirmation_url(row.confirmation) in message.text
    assert "E-posta almak istiyorum." in message.text
    assert "24 Kasım 2026" in message.text
    assert message.next_at < row.confirmation.due_at


def test_it_is_written_once_however_often_it_is_asked_for(
    cast: Cast, ayse: Customer, mailbox: ChannelAccount
) -> None:
    row = consent(cast, ayse)
    assert send_due([row.id]) == 1
    assert send_due([row.id]) == 0
    assert send_due() == 0
    assert OutboxMessage.objects.count() == 1


def test_night_and_the_customers_wishes_do_not_hold_it_back(
    cast: Cast, ayse: Customer, mailbox: ChannelAccount, noon: Any
) -> None:
    noon.move(timedelta(hours=10))
    row = consent(cast, ayse)
    send_due()
    assert OutboxMessage.objects.get().next_at <= clock.now() < row.confirmation.due_at


def test_only_a_message_the_other_side_took_settles_it(
    cast: Cast, ayse: Customer, mailbox: ChannelAccount
) -> None:
    row = consent(cast, ayse)
    send_due()
    message = OutboxMessage.objects.get()
    assert Confirmation.objects.owed().count() == 1
    follow_confirmations([event("outbox.failed", message)])
    row.confirmation.refresh_from_db()
    assert row.confirmation.problem == "not_sent"
    follow_confirmations([event("outbox.sent", message)])
    row.confirmation.refresh_from_db()
    assert (row.confirmation.sent_at, row.confirmation.problem) == (clock.now(), "")


def event(kind: str, message: OutboxMessage) -> Any:
    class Told:
        subject_id = message.id

    told = Told()
    told.kind = kind  # type: ignore[attr-defined]
    return told


def test_without_a_channel_it_waits_and_goes_once_there_is_one(cast: Cast, ayse: Customer) -> None:
    row = consent(cast, ayse)
    assert send_due() == 0
    row.confirmation.refresh_from_db()
    assert row.confirmation.problem == "no_way"
    ChannelAccount.objects.create(
        brand=cast.brand, channel="email", kind="email", settings={"address": "destek@marka.example"}
    )
    assert send_due() == 1
    row.confirmation.refresh_from_db()
    assert row.confirmation.problem == ""


def test_a_consent_of_nobody_known_and_one_for_a_channel_that_is_not_there_are_told_apart(
    cast: Cast, ayse: Customer, mailbox: ChannelAccount
) -> None:
    stranger = consent(cast, None, address="yabanci@musteri.example")
    by_sms = consent(cast, ayse, type="MESAJ", address="+905321234567")
    assert send_due() == 0
    problems = dict(Confirmation.objects.values_list("consent_id", "problem"))
    assert problems == {stranger.id: "nobody", by_sms.id: "no_way"}


def test_what_the_gate_forbids_is_shown_as_not_sent(
    cast: Cast, ayse: Customer, mailbox: ChannelAccount
) -> None:
    suppress(cast.brand, customer=ayse, reason="other", by=cast.elif_)
    row = consent(cast, ayse)
    assert send_due() == 0
    row.confirmation.refresh_from_db()
    assert row.confirmation.problem == "not_sent"
    assert OutboxMessage.objects.get().state == OutboxState.BLOCKED


def test_when_the_day_is_over_without_it_the_log_says_so_once(cast: Cast, ayse: Customer, noon: Any) -> None:
    row = consent(cast, ayse)
    assert mark_late() == 0
    noon.move(timedelta(hours=12))
    assert mark_late() == 1
    assert mark_late() == 0
    assert Event.objects.get(kind="consent.not_confirmed").subject_id == row.id


def test_it_is_still_sent_late_but_not_after_three_days(
    cast: Cast, ayse: Customer, mailbox: ChannelAccount, noon: Any
) -> None:
    consent(cast, ayse)
    noon.move(timedelta(days=2))
    assert send_due() == 1
    consent(cast, ayse, address="ikinci@musteri.example")
    noon.move(timedelta(days=5))
    assert send_due() == 0


@pytest.mark.django_db(transaction=True)
def test_the_log_alone_sets_it_going_and_hears_the_answer(
    cast: Cast, ayse: Customer, mailbox: ChannelAccount, noon: Any
) -> None:
    consent(cast, ayse)
    follow("channels.confirming")
    noon.move(timedelta(minutes=1))
    OutboxMessage.objects.update(state="sent", sent_at=clock.now())
    thread = f"conversation:{OutboxMessage.objects.get().conversation_id}"
    [said] = record(cast.brand, make_contact("RET", ContactCustomer(email=ADDRESS), thread=thread))
    type(said).objects.filter(id=said.id).update(conversation_id=OutboxMessage.objects.get().conversation_id)
    follow("channels.answered")
    assert ConsentState.objects.get().status == "RET"


def follow(name: str) -> None:
    """Let the reader of this name read the log to its end."""
    [reader] = [one for one in discover() if one.name == name]
    while advance(reader):
        pass


def page_of(row: Consent) -> str:
    return confirmation_url(row.confirmation, site="").removeprefix("https://memnun.example")


@pytest.fixture
def stranger() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_opens_the_link_changes_nothing(
    cast: Cast, ayse: Customer, stranger: Client, method: str
) -> None:
    row = consent(cast, ayse)
    answer = getattr(stranger, method)(page_of(row) + "?act=take_back")
    assert answer.status_code == 200
    assert ADDRESS not in answer.content.decode()
    assert ConsentState.objects.get().status == "ONAY"
    assert Confirmation.objects.get().answer == ""


def test_yes_is_kept_with_its_evidence(cast: Cast, ayse: Customer, stranger: Client) -> None:
    row = consent(cast, ayse)
    assert stranger.post(page_of(row), {"act": "confirm"}).status_code == 200
    kept = Confirmation.objects.get()
    assert (kept.answer, kept.evidence["way"]) == ("yes", "confirmation_page")
    assert ConsentState.objects.get().status == "ONAY"


def test_no_refuses_at_once(cast: Cast, ayse: Customer, stranger: Client) -> None:
    row = consent(cast, ayse)
    stranger.post(page_of(row), {"act": "take_back"})
    assert ConsentState.objects.get().status == "RET"
    assert Consent.objects.get(status="RET").evidence["way"] == "confirmation_page"
    assert stranger.post(page_of(row), {"act": "confirm"}).status_code == 200
    assert (ConsentState.objects.get().status, Confirmation.objects.get().answer) == ("RET", "no")


def test_after_thirty_days_the_link_confirms_nothing_and_still_refuses(
    cast: Cast, ayse: Customer, stranger: Client, noon: Any
) -> None:
    row = consent(cast, ayse)
    noon.move(timedelta(days=31))
    answer = stranger.post(page_of(row), {"act": "confirm"}).content.decode()
    assert "artık doğrulanamaz" in answer
    assert Confirmation.objects.get().answer == ""
    stranger.post(page_of(row), {"act": "take_back"})
    assert ConsentState.objects.get().status == "RET"


def test_a_consent_that_was_refused_meanwhile_cannot_be_confirmed(
    cast: Cast, ayse: Customer, stranger: Client, noon: Any
) -> None:
    row = consent(cast, ayse)
    noon.move(timedelta(minutes=1))
    refuse(cast.brand, address=ADDRESS, types=["EPOSTA"], source="HS_WEB", evidence={})
    stranger.post(page_of(row), {"act": "confirm"})
    assert (ConsentState.objects.get().status, Confirmation.objects.get().answer) == ("RET", "")


def test_nobody_can_make_up_a_link_and_nothing_else_acts(
    cast: Cast, ayse: Customer, stranger: Client
) -> None:
    row = consent(cast, ayse)
    assert stranger.get("/consent/uydurma/").status_code == 404
    assert stranger.post(page_of(row), {"act": "başka"}).status_code == 400
    assert Confirmation.objects.get().answer == ""


def answered(cast: Cast, *texts: str, customer: str = ADDRESS) -> Conversation:
    """The confirmation was sent, and somebody answers in its conversation, the last text being heard."""
    OutboxMessage.objects.update(state="sent", sent_at=clock.now())
    message = OutboxMessage.objects.get()
    thread = f"conversation:{message.conversation_id}"
    contacts = record(
        cast.brand, *(make_contact(text, ContactCustomer(email=customer), thread=thread) for text in texts)
    )
    for minute, contact in enumerate(contacts):
        at = contact.occurred_at + timedelta(minutes=minute)
        type(contact).objects.filter(id=contact.id).update(
            conversation_id=message.conversation_id, occurred_at=at
        )
    conversation = Conversation.objects.get(id=message.conversation_id)
    conversation.status, conversation.resolved_at = "open", None
    conversation.save()
    resummarise(conversation)
    hear([contacts[-1].id])
    conversation.refresh_from_db()
    return conversation


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("text", "answer", "status"),
    [
        ("RET", "no", "RET"),
        ("Hayır, lütfen.\n\n24.11.2026 tarihinde Marka şunu yazdı:\n> Onay verdiniz", "no", "RET"),
        ("Evet", "yes", "ONAY"),
        ("Onaylıyorum, teşekkürler", "yes", "ONAY"),
        ("Kargom nerede kaldı, ret mi edildi?", "", "ONAY"),
    ],
)
def test_an_answer_of_one_word_is_taken(cast: Cast, text: str, answer: str, status: str) -> None:
    answered(cast, text)
    assert (Confirmation.objects.get().answer, ConsentState.objects.get().status) == (answer, status)


@pytest.mark.usefixtures("asked")
def test_a_word_that_was_followed_waits_for_no_answer(cast: Cast) -> None:
    conversation = answered(cast, "RET")
    assert (conversation.status, conversation.waiting_since) == ("resolved", None)
    assert Event.objects.get(kind="conversations.resolved").actor_kind == "system"


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("texts", [("Kargom nerede?", "RET"), ("RET", "Kargom nerede?")])
def test_a_question_beside_the_word_goes_on_waiting(cast: Cast, texts: tuple[str, ...]) -> None:
    conversation = answered(cast, *texts)
    assert conversation.status == "open"
    assert conversation.waiting_since is not None


@pytest.mark.usefixtures("asked")
def test_a_stranger_in_the_conversation_decides_nothing(cast: Cast) -> None:
    answered(cast, "RET", customer="deniz@baska.example")
    assert ConsentState.objects.get().status == "ONAY"


@pytest.mark.parametrize("text", ["", "ret edilen iadem ne oldu", "evet ama kargom gelmedi", "x" * 500])
def test_anything_but_one_clear_word_is_an_ordinary_message(text: str) -> None:
    assert answer_in(text) == ""


def test_the_customers_page_shows_where_it_stands(
    cast: Cast, ayse: Customer, mailbox: ChannelAccount, noon: Any
) -> None:
    consent(cast, ayse)
    client, path = signed_in_client(cast.elif_), f"/customers/{ayse.id}/permissions/"
    assert "bugün bildirilmeli" in client.get(path).content.decode()
    noon.move(timedelta(hours=12))
    mark_late()
    assert "gününde bildirilmedi" in client.get(path).content.decode()
