"""What is asked of the gate and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from memnun.consent.models import Verdict


class Address(NamedTuple):
    """Where a message goes: kind as in `customers.IdentityKind`, value normalised as there."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Intent:
    """A message somebody means to send.

    `customer_id` is None for a stranger. `channel` is the kind of channel (email, sms, phone, whatsapp, …).
    `reply_window_until` is the end of the time in which the channel lets the brand write, None where it has
    no such rule. `text_for_lint` is the text of a transactional message, looked through for advertising.
    `recipient_type` (BIREYSEL or TACIR) is taken from the customer when left out. `delivery_id` names the
    message: asking again about the same one spends nothing of the attention budget twice.
    """

    brand_id: UUID
    customer_id: UUID | None
    channel: str
    address: Address
    purpose: str
    now: datetime
    topic: str = ""
    reply_window_until: datetime | None = None
    text_for_lint: str = ""
    recipient_type: str = ""
    delivery_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One look: `outcome` is "pass", "hold" or "block"; `code` with `values` says it in words (`words.py`)."""

    step: str
    outcome: str
    code: str
    values: dict[str, Any] = field(default_factory=dict)
    until: datetime | None = None

    def as_row(self) -> dict[str, Any]:
        """What is stored of it."""
        return {"step": self.step, "outcome": self.outcome, "code": self.code, "values": self.values}


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer: `id` of the stored row (None when only explained), `reason` the code of the deciding step.

    `until` is the moment at which to ask again after a HOLD. `steps` are all looks up to the deciding one.
    """

    id: UUID | None
    verdict: Verdict
    reason: str
    until: datetime | None
    steps: list[Step]

    @property
    def may_send(self) -> bool:
        """Whether the message may go now."""
        return self.verdict == Verdict.SEND
