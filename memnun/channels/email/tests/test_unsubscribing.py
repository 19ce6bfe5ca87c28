"""Advertising through a real Postfix and Dovecot: who sends it, one click as mail providers do it, and what follows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from memnun.channels.confirming.hearing import hear
from memnun.channels.email.sending.composing import Footer, compose
from memnun.channels.email.sending.threads import Answered
from memnun.channels.email.settings import read_settings
from memnun.channels.email.tests.test_fetching import mail as written_mail
from memnun.channels.email.tests.test_sending import AYSE, _append, _fetch, arrived, only
from memnun.consent.models import Consent, ConsentState, ContactPolicy, GateDecision
from memnun.consent.reading import tell_reason
from memnun.consent.testing import give_consent
from memnun.foundation import clock
from memnun.interactions.channel_kinds import Address
from memnun.interactions.models import Interaction, OutboxMessage, OutboxState
from memnun.interactions.outbox import Outgoing, queue
from memnun.interactions.outbox.delivering import deliver
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.testing import make_contact, record

SITE = "https://destek.uzun-adli-bir-marka.example.com.tr"


@pytest.fixture(autouse=True)
def public_address(settings: Any) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, url=SITE)
    settings.ALLOWED_HOSTS = ["*"]


@pytest.fixture
def any_hour(cast: Any) -> ContactPolicy:
    """The brand's rules: every hour is open, whatever the hour at which the tests run."""
    hours = {day: ["00:00", "00:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
    return ContactPolicy.objects.create(
        brand=cast.brand, trade_name="Marka Ticaret A.Ş.", mersis="0123456789012345", iys_mode="none",
        writing_hours=hours, public_holidays=False,
    )  # fmt: skip


@pytest.fixture
def conversation(cast: Any, any_hour: ContactPolicy) -> Any:
    """Ayşe wrote once, and consented to advertising ten days ago."""
    [contact] = record(cast.brand, make_contact("Merhaba"))
    give_consent(contact.customer, at=clock.now() - timedelta(days=10))
    return contact.conversation


def advertise(account: Any, conversation: Any, key: str, purpose: str = "campaign") -> OutboxMessage:
    return queue(
        Outgoing(
            conversation=conversation, account=account, to=Address("email", AYSE), key=key, purpose=purpose,
            text="Yeni ürünlerimiz geldi.", subject="Yenilikler",
        )
    )  # fmt: skip


def raw_of(inbox: Any) -> bytes:
    [found] = list(inbox.client.uid("FETCH", inbox.uids()[0], "(BODY.PEEK[])")[1][:1])
    return bytes(found[1])


def one_click_of(mail: EmailMessage) -> str:
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    [address] = re.findall(r"<(https://[^>]+)>", mail["List-Unsubscribe"])
    return address.removeprefix(SITE)


def test_one_click_of_a_mail_provider_stops_the_next_advertising(
    sender_account: Any, conversation: Any, inbox: Any
) -> None:
    message = advertise(sender_account, conversation, "bir")
    assert GateDecision.objects.get(id=message.gate_decision_id).verdict == "SEND"
    deliver(sender_account.id)
    [mail] = arrived(inbox)
    provider = Client(enforce_csrf_checks=True)
    answer = provider.post(
        one_click_of(mail), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    assert not provider.cookies
    refusal = Consent.objects.get(status="RET")
    assert (refusal.address, refusal.type, refusal.evidence["way"]) == (AYSE, "EPOSTA", "one_click")
    following = advertise(sender_account, conversation, "iki")
    assert (following.state, following.gate_reason) == (OutboxState.BLOCKED, "refused")
    said = GateDecision.objects.get(id=following.gate_decision_id)
    assert "E-posta" in tell_reason(said)
    assert deliver(sender_account.id) == 0


def test_what_waits_already_is_stopped_too(sender_account: Any, conversation: Any, inbox: Any) -> None:
    message = advertise(sender_account, conversation, "bir")
    deliver(sender_account.id)
    [mail] = arrived(inbox)
    waiting = advertise(sender_account, conversation, "iki")
    assert waiting.state == OutboxState.WAITING
    Client().post(one_click_of(mail), {"List-Unsubscribe": "One-Click"})
    OutboxMessage.objects.filter(id=waiting.id).update(created_at=clock.now() - timedelta(hours=1))
    deliver(sender_account.id)
    assert (only(waiting).state, only(message).state) == (OutboxState.BLOCKED, OutboxState.SENT)


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_opens_every_link_of_the_mail_changes_nothing(
    sender_account: Any, conversation: Any, inbox: Any, method: str
) -> None:
    advertise(sender_account, conversation, "bir")
    deliver(sender_account.id)
    [mail] = arrived(inbox)
    words = mail.get_body(("plain",)).get_content() + mail["List-Unsubscribe"]
    links = {urlsplit(link).path for link in re.findall(r"https://[^\s<>]+", words)}
    assert len(links) == 2
    for link in links:
        assert getattr(Client(), method)(link, headers={"user-agent": "Scanner"}).status_code == 200
    assert ConsentState.objects.get().status == "ONAY"
    assert advertise(sender_account, conversation, "iki").state == OutboxState.WAITING


def test_advertising_says_who_sends_it_and_how_to_refuse(
    sender_account: Any, conversation: Any, inbox: Any
) -> None:
    advertise(sender_account, conversation, "bir")
    deliver(sender_account.id)
    [mail] = arrived(inbox)
    for body in (mail.get_body(("plain",)), mail.get_body(("html",))):
        words = body.get_content()
        assert "Marka Ticaret A.Ş. · MERSİS: 0123456789012345" in words
        assert f"{SITE}/u/" in words
        assert f"{SITE}/preferences/" in words
        assert "RET" in words


def test_the_header_arrives_in_one_piece_however_long_the_address(
    sender_account: Any, conversation: Any, inbox: Any
) -> None:
    advertise(sender_account, conversation, "bir")
    deliver(sender_account.id)
    arrived(inbox)
    raw = raw_of(inbox)
    assert re.search(rb"^List-Unsubscribe: <https://destek\.uzun[^\s<>]+/>\r?$", raw, re.MULTILINE)
    assert re.search(rb"^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$", raw, re.MULTILINE)


def test_names_of_mails_stay_in_one_piece_too(sender_account: Any, conversation: Any) -> None:
    message = advertise(sender_account, conversation, "bir")
    long = f"{'b' * 90}@prod.outlook.example"
    answered = Answered(subject="Yan", message_id=long, references=[long, "kisa@ornek.example"])
    raw = compose(message, read_settings(sender_account), answered, Footer()).as_bytes()
    assert f"In-Reply-To: <{long}>\r\n".encode() in raw
    assert f"References: <{long}>\r\n <kisa@ornek.example>\r\n".encode() in raw


def test_answers_and_what_is_owed_carry_no_such_header_but_the_preference_page(
    sender_account: Any, conversation: Any, inbox: Any
) -> None:
    advertise(sender_account, conversation, "bir", purpose="support_reply")
    deliver(sender_account.id)
    [mail] = arrived(inbox)
    assert mail["List-Unsubscribe"] is None
    assert f"{SITE}/preferences/" in mail.get_body(("plain",)).get_content()


def test_an_answer_of_ret_refuses(sender_account: Any, conversation: Any, inbox: Any, settings: Any) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, url="")
    advertise(sender_account, conversation, "bir")
    deliver(sender_account.id)
    [mail] = arrived(inbox)
    assert mail["List-Unsubscribe"] is None
    assert "RET" in mail.get_body(("plain",)).get_content()
    _append(
        sender_account,
        written_mail(
            "Ret", From=AYSE, To=str(mail["Reply-To"].addresses[0].addr_spec), Subject="Ynt: Yenilikler"
        ),
    )
    _fetch(sender_account)
    while place_waiting():
        pass
    hear([Interaction.objects.get(text="Ret").id])
    assert Consent.objects.get(status="RET").evidence["way"] == "answer"
    assert advertise(sender_account, conversation, "iki").state == OutboxState.BLOCKED
