"""Where the other side is our own database, a message arrives in the transaction of the act that wrote it."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction

from memnun.foundation import clock
from memnun.interactions import channel_kinds
from memnun.interactions.channel_kinds import Accepted, Address, Capability, ChannelKind, Refused, TryLater
from memnun.interactions.models import ChannelAccount, Interaction, Note, OutboxMessage, RawInbound
from memnun.interactions.outbox import Outgoing, queue
from memnun.interactions.outbox.delivering import deliver
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.testing import AYSE, make_contact, record

pytestmark = pytest.mark.django_db


class Board(ChannelKind):
    """A kind whose sending is a row of the database."""

    slug, channel, label = "board", "chat", "Pano"
    capability = Capability(may_begin=True, identity_kinds=("email",), repeatable=True, local=True)

    def __init__(self) -> None:
        self.trouble: list[Exception] = []

    @contextmanager
    def open(self, account):
        yield self

    def send(self, message):
        Note.objects.create(brand_id=message.brand_id, conversation=message.conversation, text=message.text)
        if self.trouble:
            raise self.trouble.pop(0)
        return Accepted(str(message.id), {"row": 1})


@pytest.fixture
def board(monkeypatch) -> Board:
    kind = Board()
    monkeypatch.setattr(channel_kinds, "registry", lambda: {"board": kind})
    return kind


@pytest.fixture
def account(cast, board) -> ChannelAccount:
    return ChannelAccount.objects.create(brand=cast.brand, channel="chat", slug="board", kind="board")


@pytest.fixture
def conversation(cast, account):
    [contact] = record(cast.brand, make_contact("Orada mısınız?", AYSE))
    return contact.conversation


def write(conversation, account, text="Buradayım.", key="k1", **more) -> OutboxMessage:
    return queue(Outgoing(conversation, account, Address("email", AYSE.email), text, key, **more))


def written() -> list[str]:
    return list(Note.objects.order_by("at").values_list("text", flat=True))


def test_it_has_arrived_with_its_proof_when_the_act_is_done(conversation, account, cast):
    message = write(conversation, account, by=cast.elif_)
    kept = OutboxMessage.objects.get(id=message.id)
    assert (kept.state, kept.proof, kept.provider_id) == ("sent", {"row": 1}, str(message.id))
    assert [(one.number, one.outcome, one.ended_at is None) for one in kept.tries.all()] == [
        (1, "sent", False)
    ]
    assert written() == ["Buradayım."]
    place_waiting()
    assert Interaction.objects.get(id=message.id).direction == "out"
    assert deliver(account.id) == 0, "nothing is left to send"


def test_an_act_that_fails_leaves_neither_message_nor_arrival(conversation, account):
    with transaction.atomic():
        write(conversation, account)
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()
    assert written() == []
    assert not RawInbound.objects.filter(source_kind="outbox").exists()


def test_the_same_key_arrives_once(conversation, account):
    assert write(conversation, account).id == write(conversation, account, "Başka söz").id
    assert written() == ["Buradayım."]


@pytest.mark.parametrize("later", [{"undo_seconds": 15}, {"not_before": clock.now() + timedelta(hours=1)}])
def test_what_may_be_taken_back_or_is_meant_for_later_waits(conversation, account, later):
    assert write(conversation, account, **later).state == "waiting"
    assert written() == []


def test_what_follows_a_message_that_has_not_left_waits_behind_it(conversation, account, board):
    board.trouble = [TryLater("421 busy"), TryLater("421 busy")]
    first = write(conversation, account, "Bir", "k1")
    second = write(conversation, account, "İki", "k2")
    assert (first.state, second.state) == ("waiting", "waiting")
    with clock.frozen(clock.now()) as time:
        deliver(account.id)
        time.move(timedelta(minutes=1))
        deliver(account.id)
    assert written() == ["Bir", "Bir", "İki"], "the loop's own attempts are not rolled back here"


def test_what_is_refused_leaves_no_trace_at_once_and_is_a_dead_letter_after_the_loop(
    conversation, account, board
):
    board.trouble = [Refused("gone"), Refused("gone", code="gone")]
    message = write(conversation, account)
    assert (OutboxMessage.objects.get().state, written(), message.tries.count()) == ("waiting", [], 0)
    deliver(account.id)
    message.refresh_from_db()
    assert (message.state, message.problem, message.attempts) == ("failed", "gone", 1)


def test_an_account_that_rests_takes_nothing_yet(conversation, account):
    account.paused_until = clock.now() + timedelta(minutes=5)
    account.save()
    assert write(conversation, account).state == "waiting"


def test_what_the_gate_forbids_does_not_arrive(conversation, account):
    assert write(conversation, account, purpose="campaign").state == "blocked"
    assert written() == []
