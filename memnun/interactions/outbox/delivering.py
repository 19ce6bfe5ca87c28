"""Sending what is due, and keeping what the other side said to it."""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from memnun.foundation import clock
from memnun.interactions import events as acts
from memnun.interactions.channel_kinds import ChannelKind, Rate, Refused, Sender, TryLater, kind_of
from memnun.interactions.models import (
    ChannelAccount,
    Direction,
    Interaction,
    OutboxAttempt,
    OutboxMessage,
    OutboxState,
)
from memnun.interactions.outbox.accepting import accept, end_attempt, hold_conversation
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
    hold_conversation(message)
    now = clock.now()
    message.state, message.claimed_at, message.code = state, None, reason
    message.failed_at = now if state == OutboxState.BLOCKED else None
    message.save()
    end_attempt(message, state)
    kind = acts.BLOCKED if state == OutboxState.BLOCKED else acts.CANCELLED
    tell(kind, message, None, reason=reason)


@transaction.atomic
def _try_later(message: OutboxMessage, problem: TryLater) -> None:
    if message.attempts > len(WAITS):
        _fail(message, str(problem), problem.code)
        return
    hold_conversation(message)
    rest = max(problem.after or timedelta(), WAITS[message.attempts - 1])
    message.state, message.claimed_at = OutboxState.WAITING, None
    message.next_at, message.problem, message.code = (
        clock.now() + rest,
        str(problem)[:1000],
        problem.code[:60],
    )
    message.save()
    end_attempt(message, "later")
    tell_moved(message)


@transaction.atomic
def _fail(message: OutboxMessage, words: str, code: str) -> None:
    hold_conversation(message)
    message.state, message.claimed_at, message.failed_at = OutboxState.FAILED, None, clock.now()
    message.problem, message.code = words[:1000], code[:60]
    message.save()
    end_attempt(message, OutboxState.FAILED)
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
    hold_conversation(message)
    message.state, message.claimed_at, message.failed_at = OutboxState.UNCERTAIN, None, clock.now()
    message.problem, message.code = words[:1000], UNKNOWN
    message.save()
    end_attempt(message, OutboxState.UNCERTAIN)
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
            end_attempt(message, "cut off")
            wake_senders(message)
        else:
            _doubt(message, "")
    return len(found)


def _pause(account: ChannelAccount, words: str, rest: timedelta) -> None:
    logger.warning("Sending through %s rests: %s", account, words)
    until = clock.now() + rest
    ChannelAccount.objects.filter(id=account.id).update(paused_until=until, problem=words[:500])


def _note_well(account: ChannelAccount, tried: int) -> None:
    if tried and (account.problem or account.paused_until):
        ChannelAccount.objects.filter(id=account.id).update(paused_until=None, problem="")
