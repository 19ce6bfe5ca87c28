"""Everything known about one intended message, gathered before the looks begin."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from memnun.consent.gate.intent import Intent
from memnun.consent.gate.lint import campaign_words
from memnun.consent.media import Medium, medium_of
from memnun.consent.models import (
    OWED,
    ConsentState,
    ContactPolicy,
    Preference,
    Purpose,
    RecipientType,
    Suppression,
)
from memnun.customers.models import Customer


@dataclass
class Case:
    """One intent with its facts. `spent` are the purposes and moments of what was sent to them lately."""

    intent: Intent
    policy: ContactPolicy
    customer: Customer | None = None
    suppression: Suppression | None = None
    erased_at: datetime | None = None
    states: dict[str, ConsentState] = field(default_factory=dict)
    preference: Preference | None = None
    spent: list[tuple[str, datetime]] = field(default_factory=list)

    @property
    def medium(self) -> Medium:
        return medium_of(self.intent.channel)

    @cached_property
    def advertising(self) -> list[str]:
        """Words of advertising in a message that says it is none."""
        if self.intent.purpose not in (Purpose.TRANSACTION, Purpose.LEGAL):
            return []
        return campaign_words(self.intent.text_for_lint)

    @property
    def purpose(self) -> str:
        """The class by which the message is treated: one that advertises is a campaign, whatever it says."""
        return Purpose.CAMPAIGN if self.advertising else self.intent.purpose

    @property
    def is_owed(self) -> bool:
        return self.purpose in OWED

    @property
    def needs_consent(self) -> bool:
        return self.policy.is_commercial(self.purpose)

    @property
    def recipient_type(self) -> str:
        """Who cannot be told apart is an individual, whose consent is needed."""
        if self.intent.recipient_type:
            return self.intent.recipient_type
        merchant = self.customer is not None and self.customer.legal_person
        return RecipientType.TACIR if merchant else RecipientType.BIREYSEL

    @property
    def state(self) -> ConsentState | None:
        """Where the address stands for this medium's İYS type."""
        return self.states.get(self.medium.type) if self.medium.type else None
