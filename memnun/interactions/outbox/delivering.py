"""Sending what is due, and keeping what the other side said to it."""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.interactions import contact as contacts
from memnun.interactions import events as acts
from memnun.interactions.channel_kinds import Accepted, ChannelKind, Rate, Refused, Sender, TryLater, kind_of
from memnun.interactions.contact import Contact, ContactCustomer
from memnun.interactions.models import (
    ChannelAccount,
    Conversation,
    Direction,
    Interaction,
    OutboxAttempt,
    OutboxMessage,
    OutboxState,
    RawInbound,
    Thread,
)
from memnun.interactions.outbox.claiming import claimed, left_behind
from memnun.interactions.outbox.falling_back import fall_back
from memnun.interactions.outbox.gate import GOOD_FOR, ask
from memnun.interactions.outbox.telling import tell, tell_moved, wake_senders

WAITS = [
    timedelta(seconds=20),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=2),
    timedelta(hours=4),
    timedelta(hours=8),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
]
"""How long a message rests after each failed attempt: more than three days in all, then it is given up."""

SOURCE = "outbox"
UNKNOWN = "unknown"

logger = logging.getLogger(__name__)


def deliver(account_id: UUID, stop: threading.Event | None = None) -> int:
    """Send what is due on an account until nothing is left; returns how many messages were tried."""
    account = ChannelAccount.objects.get(id=account_id)
    kind = kind_of(account)
    if kind is None:
        return 0
    tried = 0
    try:
        with kind.open(account) as sender:
            pace = Pace(kind.capability.rate)
            while not (stop and stop.is_set()):
                if not _deliver_next(account, kind, sender):
                    break
                tried += 1
                pace.rest()
    except TryLater as problem:
        _pause(account, str(problem), problem.after or WAITS[0])
    except Refused as problem:
        _pause(account, str(problem), WAITS[2])
    else:
        _note_well(account, tried)
    return tried


class Pace:
    """Keeps a sender below the rate of its channel."""

    def __init__(self, rate: Rate | None) -> None:
        self._gap = rate.seconds / rate.count if rate else 0.0
        self._next = time.monotonic()

    def rest(self) -> None:
        """Wait until the next message may go."""
        self._next = max(self._next, time.monotonic() - self._gap) + self._gap
        if (pause := self._next - time.monotonic()) > 0:
            time.sleep(pause)


def _deliver_next(account: ChannelAccount, kind: ChannelKind, sender: Sender) -> bool:
    with claimed(account) as message:
        if message is None:
            return False
        if not _may_leave(message):
            return True
        try:
            accepted = sender.send(message)
        except TryLater as problem:
            _try_later(message, problem)
            if problem.whole_account:
                raise
        except Refused as problem:
            _fail(message, str(problem), problem.code)
        except Exception as problem:
            logger.exception("The message %s could not be sent.", message.id)
            _puzzled(message, kind, problem)
        else:
            accept(message, accepted)
    return True


def _may_leave(message: OutboxMessage) -> bool:
    """Whether nothing has come up since it was written: the customer wrote first, or the gate closed."""
    if message.dropped_if_customer_writes and customer_wrote_since(message):
        _leave_queue(message, OutboxState.CANCELLED, "customer_wrote")
        return False
    if message.attempts == 1 and clock.now() - message.created_at < GOOD_FOR:
        return True
    answer = ask(message)
    message.gate_decision_id, message.gate_reason = answer.id, answer.reason
    if answer.is_block:
        _leave_queue(message, OutboxState.BLOCKED, answer.reason)
        return False
    if answer.until:
        message.state, message.next_at, message.claimed_at = OutboxState.WAITING, answer.until, None
        message.attempts -= 1
        with transaction.atomic():
            OutboxAttempt.objects.filter(message=message, number=message.attempts + 1).delete()
            message.save()
        return False
    message.save(update_fields=["gate_decision_id", "gate_reason"])
    return True


def customer_wrote_since(message: OutboxMessage) -> bool:
    """Whether the customer wrote in the conversation after the message was written."""
    return Interaction.objects.filter(
        conversation_id=message.conversation_id, direction=Direction.IN, recorded_at__gt=message.created_at
    ).exists()


@transaction.atomic
def _leave_queue(message: OutboxMessage, state: OutboxState, reason: str) -> None:
    _hold_conversation(message)
    now = clock.now()
    message.state, message.claimed_at, message.code = state, None, reason
    message.failed_at = now if state == OutboxState.BLOCKED else None
    message.save()
    _end_attempt(message, state)
    kind = acts.BLOCKED if state == OutboxState.BLOCKED else acts.CANCELLED
    tell(kind, message, None, reason=reason)


@transaction.atomic
def accept(message: OutboxMessage, accepted: Accepted) -> None:
    """The other side took the message: it is now a contact of the ledger, with the same id."""
    _hold_conversation(message)
    now = clock.now()
    message.state = OutboxState.DELIVERED if accepted.delivered else OutboxState.SENT
    message.sent_at, message.claimed_at, message.problem, message.code = now, None, "", ""
    message.delivered_at = now if accepted.delivered else None
    message.provider_id, message.proof = accepted.provider_id[:255], dict(accepted.proof)
    message.save()
    _end_attempt(message, OutboxState.SENT)
    _enter_ledger(message, accepted)
    tell(acts.SENT, message, message.by)


def _enter_ledger(message: OutboxMessage, accepted: Accepted) -> None:
    key = f"conversation:{message.conversation_id}"
    Thread.objects.get_or_create(
        channel_account_id=message.channel_account_id,
        key=key,
        defaults={"brand_id": message.brand_id, "conversation_id": message.conversation_id},
    )
    contact = Contact(
        channel=message.channel,  # type: ignore[arg-type]
        external_id=f"outbox:{message.id}",
        direction="out",
        occurred_at=message.sent_at,
        customer=ContactCustomer(id=str(message.customer_id)),
        thread=key,
        names=list(accepted.names),
        subject=message.subject,
        text=message.text,
        staff=message.by.account.email if message.by else None,
        meta={"purpose": message.purpose, **({"automatic": True} if message.by is None else {})},
    )
    RawInbound.objects.bulk_create(
        [
            RawInbound(
                id=message.id,
                brand_id=message.brand_id,
                channel_account_id=message.channel_account_id,
                external_id=contact.external_id,
                body=contacts.encode(contact),
                source_kind=SOURCE,
                source_id=message.by_id,
            )
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def _try_later(message: OutboxMessage, problem: TryLater) -> None:
    if message.attempts > len(WAITS):
        _fail(message, str(problem), problem.code)
        return
    _hold_conversation(message)
    rest = max(problem.after or timedelta(), WAITS[message.attempts - 1])
    message.state, message.claimed_at = OutboxState.WAITING, None
    message.next_at, message.problem, message.code = (
        clock.now() + rest,
        str(problem)[:1000],
        problem.code[:60],
    )
    message.save()
    _end_attempt(message, "later")
    tell_moved(message)


@transaction.atomic
def _fail(message: OutboxMessage, words: str, code: str) -> None:
    _hold_conversation(message)
    message.state, message.claimed_at, message.failed_at = OutboxState.FAILED, None, clock.now()
    message.problem, message.code = words[:1000], code[:60]
    message.save()
    _end_attempt(message, OutboxState.FAILED)
    tell(acts.SEND_FAILED, message, None)
    if fall_back(message):
        message.settled_at = clock.now()
        message.save(update_fields=["settled_at"])


def _puzzled(message: OutboxMessage, kind: ChannelKind, problem: Exception) -> None:
    """Something unforeseen happened while sending: it may have arrived."""
    words = f"{type(problem).__name__}: {problem}"
    if kind.capability.repeatable:
        _try_later(message, TryLater(words, code=UNKNOWN))
    else:
        _doubt(message, words)


@transaction.atomic
def _doubt(message: OutboxMessage, words: str) -> None:
    _hold_conversation(message)
    message.state, message.claimed_at, message.failed_at = OutboxState.UNCERTAIN, None, clock.now()
    message.problem, message.code = words[:1000], UNKNOWN
    message.save()
    _end_attempt(message, OutboxState.UNCERTAIN)
    tell(acts.SEND_FAILED, message, None)


@transaction.atomic
def take_up_left_behind() -> int:
    """Take up messages whose sender died: sent again where that does no harm, otherwise shown as uncertain."""
    found = left_behind()
    for message in found:
        kind = kind_of(message.channel_account)
        if kind is not None and kind.capability.repeatable:
            message.state, message.claimed_at, message.next_at = OutboxState.WAITING, None, clock.now()
            message.save()
            _end_attempt(message, "cut off")
            wake_senders(message)
        else:
            _doubt(message, "")
    return len(found)


def _hold_conversation(message: OutboxMessage) -> None:
    """Lock the conversation, after its customer, in the order in which everybody locks them."""
    Customer.objects.select_for_update(no_key=True).filter(id=message.customer_id).first()
    message.conversation = Conversation.objects.select_for_update().get(id=message.conversation_id)


def _end_attempt(message: OutboxMessage, outcome: str) -> None:
    OutboxAttempt.objects.filter(message=message, number=message.attempts, ended_at=None).update(
        ended_at=clock.now(), outcome=outcome, code=message.code, problem=message.problem
    )


def _pause(account: ChannelAccount, words: str, rest: timedelta) -> None:
    logger.warning("Sending through %s rests: %s", account, words)
    until = clock.now() + rest
    ChannelAccount.objects.filter(id=account.id).update(paused_until=until, problem=words[:500])


def _note_well(account: ChannelAccount, tried: int) -> None:
    if tried and (account.problem or account.paused_until):
        ChannelAccount.objects.filter(id=account.id).update(paused_until=None, problem="")
