"""Messages whose other side is our own database arrive in the transaction of the act that writes them.

Nothing can fail between the two, so there is no state in between: either the act and the arrival stand,
or neither. A message that cannot arrive at once waits for the loop that sends, as every other does.
"""

from __future__ import annotations

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from memnun.foundation import clock
from memnun.interactions.channel_kinds import Accepted, Refused, TryLater, kind_of
from memnun.interactions.models import OutboxAttempt, OutboxMessage, OutboxState
from memnun.interactions.outbox.accepting import note_proof
from memnun.people.written import written_once

logger = logging.getLogger(__name__)


def hand_over_at_once(message: OutboxMessage) -> Accepted | None:
    """What the other side answers to a message that is about to be written; None when it has to wait.

    The message is not a row yet and its conversation is locked. With an answer it is written in its final
    state, and then enters the ledger.
    """
    kind = kind_of(message.channel_account)
    if kind is None or not kind.capability.local or _has_to_wait(message):
        return None
    begun_at = clock.now()
    try:
        with transaction.atomic(), kind.open(message.channel_account) as sender:
            accepted = sender.send(message)
    except (TryLater, Refused) as problem:
        logger.info("The message %s could not arrive at once: %s", message.id, problem)
        return None
    message.attempts = 1
    note_proof(message, accepted)
    _note_attempt(message, begun_at)
    return accepted


def _has_to_wait(message: OutboxMessage) -> bool:
    """Whether it is not due, its account rests, or an earlier one of the conversation has not left."""
    now = clock.now()
    rests_until = message.channel_account.paused_until
    if message.next_at > now or (rests_until and rests_until > now):
        return True
    return bool(_not_left(message.conversation_id, message.channel_account_id, message.id, now))


@written_once
def _not_left(
    conversation_id: UUID, account_id: UUID, before: UUID, now: datetime
) -> QuerySet[OutboxMessage, UUID]:
    earlier = OutboxMessage.objects.filter(
        conversation=conversation_id, channel_account=account_id, id__lt=before
    )
    due = Q(Q(attempts__gt=0) | Q(next_at__lte=now), state=OutboxState.WAITING)
    return earlier.filter(Q(state=OutboxState.SENDING) | due).values_list("id", flat=True)[:1]


def _note_attempt(message: OutboxMessage, begun_at: datetime) -> None:
    OutboxAttempt.objects.create(
        message=message, number=1, begun_at=begun_at, ended_at=clock.now(), outcome=OutboxState.SENT
    )
