"""Messages whose other side is our own database arrive in the transaction of the act that wrote them.

Nothing can fail between the two, so there is no state in between: either the act and the arrival stand,
or neither. A message that cannot arrive at once waits for the loop that sends, as every other does.
"""

from __future__ import annotations

import logging

from django.db import transaction
from django.db.models import Q

from memnun.foundation import clock
from memnun.interactions.channel_kinds import ChannelKind, Refused, TryLater, kind_of
from memnun.interactions.models import OutboxAttempt, OutboxMessage, OutboxState
from memnun.interactions.outbox.accepting import accept

logger = logging.getLogger(__name__)


def arrive_at_once(message: OutboxMessage) -> bool:
    """Hand a message over in the running transaction; False when it has to wait for the loop that sends.

    The message and its conversation are locked by the caller.
    """
    kind = kind_of(message.channel_account)
    if kind is None or not kind.capability.local or _has_to_wait(message):
        return False
    try:
        with transaction.atomic():
            _hand_over(message, kind)
    except (TryLater, Refused) as problem:
        logger.info("The message %s could not arrive at once: %s", message.id, problem)
        message.refresh_from_db()
        return False
    return True


def _has_to_wait(message: OutboxMessage) -> bool:
    """Whether it is not due, its account rests, or an earlier one of the conversation has not left."""
    now = clock.now()
    rests_until = message.channel_account.paused_until
    if message.next_at > now or (rests_until and rests_until > now):
        return True
    earlier = OutboxMessage.objects.filter(
        conversation_id=message.conversation_id,
        channel_account_id=message.channel_account_id,
        id__lt=message.id,
    )
    return earlier.filter(
        Q(state=OutboxState.SENDING) | Q(Q(attempts__gt=0) | Q(next_at__lte=now), state=OutboxState.WAITING)
    ).exists()


def _hand_over(message: OutboxMessage, kind: ChannelKind) -> None:
    message.attempts = 1
    OutboxAttempt.objects.create(message=message, number=message.attempts, begun_at=clock.now())
    with kind.open(message.channel_account) as sender:
        accept(message, sender.send(message))
