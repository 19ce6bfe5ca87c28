"""Makers of consents, wishes and intents for the tests of all rooms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from memnun.consent.gate.intent import Address, Intent
from memnun.consent.media import medium_of
from memnun.consent.models import (
    Consent,
    ConsentSource,
    ConsentState,
    ConsentStatus,
    ConsentType,
    Purpose,
    RecipientType,
)
from memnun.customers.models import Customer, Identity, IdentityKind
from memnun.people.models import Brand

TUESDAY_NOON = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""A working day at 12:00 in Istanbul, within everybody's hours."""
NUMBERS = count(4_000_000)
"""Phones are numbered; drawn at random, two customers would now and then share one."""


def make_customer(brand: Brand, name: str = "Ayşe Yılmaz", **fields: Any) -> Customer:
    """A customer with an e-mail address and a mobile phone of their own."""
    customer = Customer.objects.create(brand=brand, name=name, **fields)
    slug = name.split()[0].lower().replace("ş", "s")
    for kind, value in (
        (IdentityKind.EMAIL, f"{slug}@musteri.example"),
        (IdentityKind.PHONE, f"+90532{next(NUMBERS):07d}"),
    ):
        Identity.objects.create(brand=brand, customer=customer, kind=kind, value=value, shown=value)
    return customer


def address_of(customer: Customer, channel: str) -> Address:
    """Where the customer is written to by a kind of channel."""
    kind = IdentityKind.EMAIL if channel == "email" else IdentityKind.PHONE
    return Address(kind, customer.identities.get(kind=kind).value)


def make_intent(
    customer: Customer, *, channel: str = "email", purpose: str = Purpose.CAMPAIGN, **fields: Any
) -> Intent:
    """A campaign by e-mail on a working day at noon, unless told otherwise."""
    fields.setdefault("now", TUESDAY_NOON)
    fields.setdefault("address", address_of(customer, channel))
    return Intent(
        brand_id=customer.brand_id, customer_id=customer.id, channel=channel, purpose=purpose, **fields
    )


def give_consent(
    customer: Customer,
    channel: str = "email",
    *,
    status: str = ConsentStatus.ONAY,
    at: datetime = TUESDAY_NOON - timedelta(days=10),
    in_iys: bool = True,
) -> Consent:
    """A consent (or refusal) of the customer for the channel's İYS type, known to İYS unless told otherwise."""
    medium = medium_of(channel)
    assert medium.type is not None, f"{channel} has no İYS type"
    recipient = RecipientType.TACIR if customer.legal_person else RecipientType.BIREYSEL
    address = address_of(customer, "email" if medium.type == ConsentType.EPOSTA else "phone").value
    row = Consent.objects.create(
        brand=customer.brand, customer=customer, type=medium.type, address=address, recipient_type=recipient,
        status=status, source=ConsentSource.HS_WEB, taken_at=at,
    )  # fmt: skip
    ConsentState.objects.update_or_create(
        brand=customer.brand, type=medium.type, address=address, recipient_type=recipient,
        defaults={
            "status": status,
            "consent": row,
            "since": at,
            "iys_status": status if in_iys else "",
            "iys_since": at if in_iys else None,
            "iys_seen_at": at if in_iys else None,
            "iys_due_at": None if in_iys else at + timedelta(days=3),
        },
    )  # fmt: skip
    return row
