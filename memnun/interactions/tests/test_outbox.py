"""What leaves: once, in order, with proof, and only what may."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

import pytest

from memnun.consent.models import GateDecision
from memnun.customers.models import Identity
from memnun.events.models import Event
from memnun.foundation import clock
from memnun.interactions import channel_kinds
from memnun.interactions.actions import ChangedMeanwhile, Reply, add_note, merge, reply, undo, ways
from memnun.interactions.channel_kinds import (
    Accepted,
    Address,
    Capability,
    ChannelKind,
    Refused,
    TryLater,
)
from memnun.interactions.models import ChannelAccount, Interaction, OutboxMessage
from memnun.interactions.outbox import CannotSend, Outgoing, cancel, queue, report, resend, settle
from memnun.interactions.outbox.changing import TooLate
from memnun.interactions.outbox.claiming import claimed
from memnun.interactions.outbox.delivering import WAITS, deliver, take_up_left_behind
from memnun.interactions.placing.batch import place_waiting
from memnun.interactions.testing import AYSE, make_contact, record
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db

ADDRESS = Address("email", "ayse@musteri.example")


class Pigeon(ChannelKind):
    """A kind that carries what it is given and says what it is told to say."""

    slug, channel, label = "pigeon", "email", "Güvercin"
    capability = Capability(longest=200, may_begin=True, identity_kinds=("email",), repeatable=True)

    def __init__(self) -> None:
        self.carried: list[str] = []
        self.trouble: list[Exception] = []

    @contextmanager
    def open(self, account):
        yield self

    def send(self, message):
        if self.trouble:
            raise self.trouble.pop(0)
        self.carried.append(message.text)
        return Accepted(f"p-{message.id}", {"answer": "250 ok"}, (f"<{message.id}@ev.example>",))


@pytest.fixture
def pigeon(monkeypatch) -> Pigeon:
    kind = Pigeon()
    monkeypatch.setattr(channel_kinds, "registry", lambda: {"pigeon": kind})
    return kind


@pytest.fixture
def account(cast, pigeon) -> ChannelAccount:
    return ChannelAccount.objects.create(brand=cast.brand, channel="email", slug="main", kind="pigeon")


@pytest.fixture
def conversation(cast, account):
    [contact] = record(cast.brand, make_contact("Kargom gelmedi", AYSE, subject="Kargo"))
    return contact.conversation


def seen(conversation) -> int:
    newest = Event.objects.filter(conversation_id=conversation.id).order_by("-id").first()
    return newest.id if newest else 0


def write(conversation, account, text="Hemen bakıyorum.", key="k1", **more) -> OutboxMessage:
    return queue(Outgoing(conversation, account, ADDRESS, text, key, **more))


def place_all() -> None:
    while place_waiting():
        pass


def test_a_message_leaves_once_and_enters_the_ledger_with_its_proof(conversation, account, pigeon, cast):
    message = write(conversation, account, by=cast.elif_)
    assert write(conversation, account, "Başka söz", key="k1", by=cast.elif_).id == message.id
    assert deliver(account.id) == 1
    assert deliver(account.id) == 0
    message.refresh_from_db()
    assert (message.state, message.proof, pigeon.carried) == (
        "sent",
        {"answer": "250 ok"},
        ["Hemen bakıyorum."],
    )
    place_all()
    spoken = Interaction.objects.get(id=message.id)
    assert (spoken.direction, spoken.conversation_id, spoken.staff) == ("out", conversation.id, cast.elif_)
    conversation.refresh_from_db()
    assert (conversation.waiting_since, conversation.status) == (None, "waiting")
    assert [(one.number, one.outcome) for one in message.tries.all()] == [(1, "sent")]


def test_every_message_has_a_stored_decision_of_the_gate(conversation, account):
    message = write(conversation, account)
    decision = GateDecision.objects.get(id=message.gate_decision_id)
    assert (decision.verdict, decision.delivery_id) == ("SEND", message.id)


def test_what_the_gate_forbids_never_leaves_and_says_why(conversation, account, pigeon):
    message = write(conversation, account, purpose="campaign")
    assert message.state == "blocked"
    assert message.gate_reason
    assert deliver(account.id) == 0
    assert pigeon.carried == []


def test_a_server_that_is_away_is_tried_again_for_days_and_then_shown(conversation, account, pigeon):
    message = write(conversation, account)
    with clock.frozen(clock.now()) as time:
        for wait in WAITS:
            pigeon.trouble = [TryLater("421 busy", code="421")]
            assert deliver(account.id) == 1
            message.refresh_from_db()
            assert (message.state, message.next_at) == ("waiting", time.at + wait)
            assert deliver(account.id) == 0
            time.move(wait)
        pigeon.trouble = [TryLater("421 busy", code="421")]
        deliver(account.id)
    message.refresh_from_db()
    assert (message.state, message.problem) == ("failed", "421 busy")
    assert sum(WAITS, timedelta()) > timedelta(days=3)
    assert OutboxMessage.objects.stranded().get() == message


def test_what_is_refused_is_shown_and_can_be_sent_again_or_settled(conversation, account, pigeon, cast):
    pigeon.trouble = [Refused("550 no such user", code="550")]
    message = write(conversation, account)
    deliver(account.id)
    message.refresh_from_db()
    assert (message.state, message.code) == ("failed", "550")
    resend(message, by=cast.elif_)
    deliver(account.id)
    message.refresh_from_db()
    assert message.state == "sent"
    with pytest.raises(TooLate):
        resend(message, by=cast.elif_)
    with pytest.raises(TooLate):
        settle(message, by=cast.elif_)


def test_a_message_can_be_taken_back_until_it_leaves(conversation, account, pigeon, cast):
    message = write(conversation, account, undo_seconds=15, by=cast.elif_)
    assert deliver(account.id) == 0
    cancel(message, by=cast.elif_)
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        assert deliver(account.id) == 0
    assert pigeon.carried == []
    sent = write(conversation, account, key="k2")
    deliver(account.id)
    with pytest.raises(TooLate):
        cancel(sent, by=cast.elif_)


def test_a_message_for_later_is_dropped_when_the_customer_writes_first(conversation, account, pigeon, cast):
    later = clock.now() + timedelta(hours=2)
    message = write(conversation, account, not_before=later, dropped_if_customer_writes=True)
    record(cast.brand, make_contact("Geldi, teşekkürler", AYSE, subject="Kargo"))
    with clock.frozen(later + timedelta(minutes=1)):
        deliver(account.id)
    message.refresh_from_db()
    assert (message.state, message.code, pigeon.carried) == ("cancelled", "customer_wrote", [])


def test_messages_of_one_conversation_leave_in_the_order_they_were_written(conversation, account, pigeon):
    for number in range(5):
        write(conversation, account, f"{number}", key=f"k{number}")
    pigeon.trouble = [TryLater("450 later")]
    deliver(account.id)
    assert pigeon.carried == []
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        deliver(account.id)
    assert pigeon.carried == ["0", "1", "2", "3", "4"]


@pytest.mark.django_db(transaction=True)
def test_what_a_dead_sender_left_is_sent_again_only_where_that_does_no_harm(monkeypatch):
    kind = Pigeon()
    monkeypatch.setattr(channel_kinds, "registry", lambda: {"pigeon": kind})
    cast = Cast()
    account = ChannelAccount.objects.create(brand=cast.brand, channel="email", slug="main", kind="pigeon")
    [contact] = record(cast.brand, make_contact("Kargom gelmedi", AYSE))
    message = write(contact.conversation, account)
    with claimed(account) as claim:
        assert claim.id == message.id
    assert take_up_left_behind() == 1
    message.refresh_from_db()
    assert message.state == "waiting"
    monkeypatch.setattr(Pigeon, "capability", Capability(identity_kinds=("email",), repeatable=False))
    with claimed(account):
        pass
    assert take_up_left_behind() == 1
    message.refresh_from_db()
    assert (message.state, kind.carried) == ("uncertain", [])


def test_reports_come_in_any_order_and_never_go_back(conversation, account):
    message = write(conversation, account)
    deliver(account.id)
    for status in ("read", "delivered", "sent", "failed", "read"):
        report(account, f"p-{message.id}", status)
        message.refresh_from_db()
        assert message.state == "read"
    assert message.delivered_at
    assert report(account, "p-unknown", "read") is None


def test_a_returned_message_stands_as_failed_and_keeps_its_proof(conversation, account, cast):
    message = write(conversation, account)
    deliver(account.id)
    report(account, f"p-{message.id}", "failed", code="5.1.1", words="Böyle bir kutu yok")
    message.refresh_from_db()
    assert (message.state, message.problem, message.proof) == (
        "failed",
        "Böyle bir kutu yok",
        {"answer": "250 ok"},
    )
    with pytest.raises(TooLate):
        resend(message, by=cast.elif_)


def test_a_reply_written_without_having_seen_the_newest_message_is_refused(conversation, account, cast):
    before = seen(conversation)
    record(cast.brand, make_contact("İptal edin lütfen", AYSE, subject="Kargo"))
    with pytest.raises(ChangedMeanwhile):
        reply(conversation, Reply("Yola çıktı.", "k1", before), by=cast.elif_)
    message = reply(conversation, Reply("İptal ettik.", "k2", seen(conversation)), by=cast.elif_)
    with pytest.raises(ChangedMeanwhile):
        reply(conversation, Reply("Ben de yazdım.", "k3", before + 1), by=cast.burak)
    assert reply(conversation, Reply("İptal ettik.", "k2", 0), by=cast.elif_).id == message.id


def test_ones_own_words_need_not_be_seen_again_but_a_colleagues_note_does(conversation, account, cast):
    before = seen(conversation)
    reply(conversation, Reply("Bir", "k1", before, undo_seconds=0), by=cast.elif_)
    deliver(account.id)
    place_all()
    reply(conversation, Reply("İki", "k2", before), by=cast.elif_)
    add_note(conversation, text="Müdür kendisi arayacak, yazmayın.", by=cast.burak)
    with pytest.raises(ChangedMeanwhile):
        reply(conversation, Reply("Üç", "k3", before), by=cast.elif_)


def test_the_way_the_customer_wrote_on_comes_first(conversation, account, cast):
    other = ChannelAccount.objects.create(brand=cast.brand, channel="email", slug="other", kind="pigeon")
    assert [(way.account, way.same) for way in ways(conversation)] == [(account, True), (other, False)]
    Identity.objects.filter(customer=conversation.customer).delete()
    assert ways(conversation) == []
    with pytest.raises(CannotSend):
        reply(conversation, Reply("Merhaba", "k1", seen(conversation)), by=cast.elif_)


@pytest.mark.parametrize("text", ["", "   ", "x" * 201])
def test_what_the_channel_cannot_carry_is_refused_in_words(conversation, account, text):
    with pytest.raises(CannotSend):
        write(conversation, account, text)


def test_merging_takes_what_is_under_way_along_and_undoing_brings_it_back(conversation, account, cast):
    [contact] = record(cast.brand, make_contact("Başka konu", AYSE, thread="t2"))
    message = write(conversation, account, not_before=clock.now() + timedelta(hours=1))
    done = merge(conversation, into=contact.conversation, by=cast.elif_)
    message.refresh_from_db()
    assert message.conversation_id == contact.conversation_id
    undo(done, by=cast.elif_)
    message.refresh_from_db()
    assert message.conversation_id == conversation.id


def test_what_cannot_arrive_goes_where_the_customer_wished(conversation, account, pigeon, cast):
    other = ChannelAccount.objects.create(brand=cast.brand, channel="phone", slug="sms", kind="pigeon")
    customer = conversation.customer
    customer.preferred_channels = ["phone"]
    customer.save()
    pigeon.trouble = [Refused("550 no such user")]
    message = write(conversation, account, by=cast.elif_)
    deliver(account.id)
    message.refresh_from_db()
    fallback = message.fallbacks.get()
    assert (message.state, message.settled_at is None) == ("failed", False)
    assert (fallback.channel_account, fallback.text, fallback.state) == (other, message.text, "waiting")
    assert GateDecision.objects.filter(delivery_id=fallback.id).exists()
    pigeon.trouble = [Refused("gone")]
    deliver(other.id)
    assert OutboxMessage.objects.count() == 2


def test_nothing_falls_back_without_a_wish(conversation, account, pigeon, cast):
    ChannelAccount.objects.create(brand=cast.brand, channel="phone", slug="sms", kind="pigeon")
    pigeon.trouble = [Refused("550 no such user")]
    write(conversation, account)
    deliver(account.id)
    assert OutboxMessage.objects.count() == 1
    assert OutboxMessage.objects.stranded().count() == 1
