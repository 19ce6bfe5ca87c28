"""When the visitor is gone, the answer goes by e-mail to the address they left, or is told as not sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from memnun.channels.chat.handing_over import PATIENCE, carry_due
from memnun.channels.chat.keeping import sweep
from memnun.channels.chat.models import Line, Visitor, VisitorSession
from memnun.channels.chat.testing import Widget
from memnun.foundation import clock
from memnun.interactions import channel_kinds
from memnun.interactions.actions.replying import Reply, reply
from memnun.interactions.channel_kinds import Accepted, Capability, ChannelKind
from memnun.interactions.contact import ContactCustomer, Evidence
from memnun.interactions.models import ChannelAccount, Conversation, Interaction, OutboxMessage
from memnun.interactions.outbox.delivering import deliver
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.testing import make_contact, record
from memnun.people.testing import Cast

LATER = PATIENCE + timedelta(minutes=5)


class Mail(ChannelKind):
    """A mailbox that takes everything."""

    slug, channel, label = "email", "email", "Posta"
    capability = Capability(identity_kinds=("email",), may_begin=True)

    @contextmanager
    def open(self, account: ChannelAccount) -> Iterator[Any]:
        class Taker:
            def send(self, message: OutboxMessage) -> Accepted:
                return Accepted(f"mail-{message.id}", names=(f"<{message.id}@marka.example>",))

        yield Taker()


@pytest.fixture
def mailbox(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> ChannelAccount:
    kinds = {**channel_kinds.registry(), "email": Mail()}
    monkeypatch.setattr(channel_kinds, "registry", lambda: kinds)
    return ChannelAccount.objects.create(
        brand=cast.brand, channel="email", kind="email", slug="destek", name="Destek"
    )


def answer(cast: Cast, chat: ChannelAccount, text: str) -> OutboxMessage:
    conversation = Conversation.objects.get()
    message = reply(
        conversation, Reply(text=text, key=str(uuid4()), seen=10**9, undo_seconds=0), by=cast.elif_
    )
    deliver(chat.id)
    place_waiting()
    message.refresh_from_db()
    return message


@pytest.fixture
def gone(widget: Widget, cast: Cast, chat: ChannelAccount, mailbox: ChannelAccount) -> Widget:
    """A visitor who wrote, left an address and closed the page."""
    widget.ask("PUT", "contact", json={"name": "Ayşe", "email": "ayse@example.com"})
    widget.say("Kargom nerede?")
    place_waiting()
    Visitor.objects.update(seen_until=clock.now() - timedelta(minutes=1))
    return widget


def test_answers_nobody_took_leave_together_by_email(gone: Widget, cast: Cast, chat: ChannelAccount) -> None:
    answer(cast, chat, "Yolda.")
    answer(cast, chat, "Yarın sizde.")
    assert carry_due(clock.now()) == 0, "the visitor may come back for a moment"
    assert carry_due(clock.now() + LATER) == 1
    mail = OutboxMessage.objects.get(channel="email")
    assert (mail.to_value, mail.text) == ("ayse@example.com", "Yolda.\n\nYarın sizde.")
    assert mail.conversation_id == Conversation.objects.get().id
    assert carry_due(clock.now() + LATER) == 0, "once"
    assert Line.objects.filter(carried_at=None, direction="out").count() == 0


def test_an_answer_the_widget_took_does_not_go_by_email(
    gone: Widget, cast: Cast, chat: ChannelAccount
) -> None:
    from memnun.channels.chat.actions import mark

    answer(cast, chat, "Yolda.")
    mark(Visitor.objects.get().id, delivered=9)
    assert carry_due(clock.now() + LATER) == 0


def test_a_visitor_who_is_here_gets_no_email(gone: Widget, cast: Cast, chat: ChannelAccount) -> None:
    answer(cast, chat, "Yolda.")
    Visitor.objects.update(seen_until=clock.now() + timedelta(hours=1))
    assert carry_due(clock.now() + LATER) == 0


def test_without_a_mailbox_the_answer_waits_and_the_health_page_tells(
    gone: Widget, cast: Cast, chat: ChannelAccount
) -> None:
    from django.db import connection

    from memnun.channels.chat.invariants import FORGOTTEN

    ChannelAccount.objects.filter(kind="email").update(active=False)
    answer(cast, chat, "Yolda.")
    assert carry_due(clock.now() + LATER) == 0
    Line.objects.filter(direction="out").update(at=clock.now() - timedelta(hours=2))
    with connection.cursor() as cursor:
        cursor.execute(FORGOTTEN.query)
        assert len(cursor.fetchall()) == 1


def test_who_left_without_an_address_cannot_be_reached_and_that_is_said(
    widget: Widget, cast: Cast, chat: ChannelAccount
) -> None:
    widget.say("Merhaba")
    place_waiting()
    VisitorSession.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    message = answer(cast, chat, "Kimse var mı?")
    assert (message.state, message.code) == ("failed", "ended")


def test_ended_sessions_and_what_only_they_saw_are_swept_away(gone: Widget, cast: Cast) -> None:
    assert sweep(clock.now()) == 0
    sweep(clock.now() + timedelta(days=2))
    assert not VisitorSession.objects.exists()
    assert Line.objects.exists(), "an answer may still have to go by e-mail"
    sweep(clock.now() + timedelta(days=9))
    assert not Line.objects.exists()
    assert Visitor.objects.get().email == ""


@pytest.fixture
def sent(gone: Widget, cast: Cast, chat: ChannelAccount, mailbox: ChannelAccount) -> OutboxMessage:
    """An answer that went by e-mail, for the visitor had left."""
    answer(cast, chat, "Yolda.")
    carry_due(clock.now() + LATER)
    deliver(mailbox.id)
    place_waiting()
    return OutboxMessage.objects.get(channel="email")


def test_the_reply_by_mail_comes_back_into_the_conversation(
    sent: OutboxMessage, mailbox: ChannelAccount
) -> None:
    replied = mail("ayse@example.com", sent, mailbox)
    assert (replied.conversation_id, replied.match_rule, replied.thread_rule) == (
        sent.conversation_id,
        "answer",
        "evidence",
    )
    assert not replied.customer.identities.get(kind="email").claimed, "they got what was sent there"
    assert mail("ayse@example.com", None, mailbox).customer == replied.customer


def test_who_was_not_written_to_does_not_come_into_the_conversation_by_naming_a_message(
    sent: OutboxMessage, mailbox: ChannelAccount
) -> None:
    stranger = mail("baska@example.com", sent, mailbox)
    assert stranger.conversation_id != sent.conversation_id
    assert stranger.customer_id != sent.customer_id


def mail(sender: str, answered: OutboxMessage | None, mailbox: ChannelAccount) -> Interaction:
    evidence = [Evidence("in_reply_to", f"<{answered.id}@marka.example>")] if answered else []
    told = make_contact("Teşekkürler", ContactCustomer(email=sender), account=mailbox.slug, evidence=evidence)
    [placed] = record(mailbox.brand, told)
    return placed
