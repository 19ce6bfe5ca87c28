"""Asking the contact gate about a message of the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from memnun.consent.deciding import decide
from memnun.consent.gate.intent import Address, Intent
from memnun.consent.models import Purpose, Verdict
from memnun.foundation import clock
from memnun.interactions.channel_kinds import kind_of
from memnun.interactions.models import Direction, Interaction, OutboxMessage

GOOD_FOR = timedelta(minutes=10)
"""How long a decision holds for a message that has not left: after it the gate is asked again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gate said: the stored decision, its reason, and until when to wait (None: now)."""

    id: UUID | None
    reason: str
    until: datetime | None
    is_block: bool


def ask(message: OutboxMessage) -> Answer:
    """Ask about a message; the decision is stored and names the message."""
    decision = decide(intent_of(message))
    held = decision.until if decision.verdict == Verdict.HOLD else None
    return Answer(decision.id, decision.reason, held, decision.verdict == Verdict.BLOCK)


def intent_of(message: OutboxMessage) -> Intent:
    """What is asked about a message, for the moment at which it is to leave."""
    return Intent(
        brand_id=message.brand_id,
        customer_id=message.customer_id,
        channel=message.kind or message.channel,
        address=Address(message.to_kind, message.to_value),
        purpose=message.purpose,
        now=max(filter(None, (clock.now(), message.not_before))),
        reply_window_until=window_end(message),
        text_for_lint=message.text if message.purpose == Purpose.TRANSACTION else "",
        delivery_id=message.id,
    )


def window_end(message: OutboxMessage) -> datetime | None:
    """Until when the channel lets the brand answer, counted from the customer's last message there."""
    kind = kind_of(message.channel_account)
    if kind is None or kind.capability.reply_window is None:
        return None
    said = Interaction.objects.filter(
        conversation_id=message.conversation_id,
        channel_account_id=message.channel_account_id,
        direction=Direction.IN,
    )
    last = said.newest_first().values_list("occurred_at", flat=True).first()
    return last + kind.capability.reply_window if last else clock.now()
