"""A refusal stops at once: nothing commercial leaves from the next question to the gate on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from memnun.consent.actions.recording import Given, record_consents
from memnun.consent.models import Consent, ConsentState, ConsentStatus, ConsentType, RecipientType
from memnun.customers.models import IdentityKind
from memnun.foundation import clock
from memnun.people.models import Brand, Person

TYPES_OF = {
    IdentityKind.EMAIL: (ConsentType.EPOSTA,),
    IdentityKind.PHONE: (ConsentType.MESAJ, ConsentType.ARAMA),
}
"""The İYS types an address can be reached under."""


@transaction.atomic
def refuse(
    brand: Brand,
    *,
    address: str,
    types: Iterable[str],
    source: str,
    evidence: dict[str, Any],
    customer_id: UUID | None = None,
    by: Person | None = None,
    at: datetime | None = None,
) -> list[Consent]:
    """Refuse these types for an address, whatever stood there; returns the new rows of the ledger.

    Every recipient type that stands is refused; an address without any is refused as an individual's. What
    is refused already is not written again, so a message that is unsubscribed twice makes one refusal.
    """
    wanted = list(types)
    states = list(ConsentState.objects.filter(brand=brand, address=address, type__in=wanted))
    given = [
        Given(
            type, address, ConsentStatus.RET, source, at or clock.now(), recipient, customer_id,
            evidence=evidence,
        )
        for type in wanted
        for recipient in _recipients(type, states)
    ]  # fmt: skip
    return record_consents(given, brand=brand, by=by) if given else []


def _recipients(type: str, states: list[ConsentState]) -> list[str]:
    here = [state for state in states if state.type == type]
    if not here:
        return [RecipientType.BIREYSEL]
    return [state.recipient_type for state in here if state.status != ConsentStatus.RET]
