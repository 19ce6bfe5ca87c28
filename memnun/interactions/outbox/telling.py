"""The acts of the outbox in the log, and waking those who send."""

from __future__ import annotations

import json
from typing import Any

from memnun.events.actions import record, tell_screens
from memnun.events.kinds import Kind
from memnun.events.waking import notify_after_commit
from memnun.interactions.models import OutboxMessage
from memnun.people.models import Person

WAKE = "memnun_outbox"
"""Notified after every transaction that gave the outbox something to send."""

MOVED = "outbox.moved"
"""What open screens are told when a message got further."""


def tell(kind: Kind, message: OutboxMessage, by: Person | None = None, **details: Any) -> None:
    """Write an act about a message into the log; the conversation's row is locked by the caller."""
    record(
        kind,
        brand_id=message.brand_id,
        by=by,
        customer_id=message.customer_id,
        conversation_id=message.conversation_id,
        subject_id=message.id,
        team_id=message.conversation.team_id,
        channel=message.channel,
        **details,
    )


def tell_moved(message: OutboxMessage) -> None:
    """Open pages draw the state of the message anew."""
    tell_screens(
        MOVED,
        brand_id=message.brand_id,
        team_id=message.conversation.team_id,
        conversation_id=message.conversation_id,
        message_id=message.id,
    )


def wake_senders(message: OutboxMessage) -> None:
    """Let the loop that sends look at once when the running transaction has committed."""
    notify_after_commit(WAKE, json.dumps({"account": str(message.channel_account_id)}))
