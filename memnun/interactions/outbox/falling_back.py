"""When a message cannot arrive on its channel: another one, if the customer told which they like."""

from __future__ import annotations

import logging

from memnun.interactions.models import OutboxMessage
from memnun.interactions.outbox.queueing import CannotSend, Outgoing, queue
from memnun.interactions.outbox.ways import Way, ways

logger = logging.getLogger(__name__)


def fall_back(message: OutboxMessage) -> OutboxMessage | None:
    """Send a failed message on the channel the customer likes best of those that are left; None without one.

    Only channels the customer named are tried, each once, and the gate is asked anew. A message with files
    or an invitation stays where it is: another channel may not carry them.
    """
    if message.fallback_of_id or message.meta or message.attachments.exists():
        return None
    for way in _wished(message):
        try:
            return queue(
                Outgoing(
                    conversation=message.conversation,
                    account=way.account,
                    to=way.to,
                    text=message.text,
                    key=f"fallback:{message.id}:{way.account.id}",
                    by=message.by,
                    subject=message.subject,
                    purpose=message.purpose,
                    in_reply_to=message.in_reply_to,
                    fallback_of=message.id,
                )
            )
        except CannotSend as problem:
            logger.info("The message %s cannot go through %s: %s", message.id, way.account, problem)
    return None


def _wished(message: OutboxMessage) -> list[Way]:
    wishes = list(message.conversation.customer.preferred_channels)
    found = [
        way
        for way in ways(message.conversation)
        if way.account.id != message.channel_account_id and way.account.channel in wishes
    ]
    return sorted(found, key=lambda way: wishes.index(way.account.channel))
