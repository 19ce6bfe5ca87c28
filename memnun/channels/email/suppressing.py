"""Addresses that do not exist are written to no more."""

from __future__ import annotations

from memnun.channels.email.reading.bounce import Failure
from memnun.consent.actions.suppressing import suppress
from memnun.consent.models import Suppression
from memnun.interactions.models import OutboxMessage


def suppress_address(message: OutboxMessage, failure: Failure) -> None:
    """Stop sending to the address of a message that came back for good; safe to repeat."""
    suppress(
        message.brand,
        reason=Suppression.Reason.BOUNCE,
        address=(message.to_kind, message.to_value),
        note=f"{failure.status} {failure.words}",
    )
