"""Makers of contacts for the tests of all rooms: they enter as real ones do and are placed at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions import contact as contacts
from memnun.interactions.contact import Contact, ContactCustomer
from memnun.interactions.models import ChannelAccount, Interaction, RawInbound
from memnun.interactions.placing.batch import place_waiting
from memnun.people.models import Brand

AYSE = ContactCustomer(name="Ayşe Yılmaz", email="ayse@musteri.example", facts={"hitap": "hanim"})
KEREM = ContactCustomer(name="Kerem Aydın", email="kerem@musteri.example", facts={"hitap": "bey"})
ZEYNEP = ContactCustomer(name="Zeynep Çelik", email="zeynep@musteri.example", facts={"hitap": "hanim"})

_numbers = count(1)


def make_contact(text: str = "Merhaba", customer: ContactCustomer = AYSE, **fields: Any) -> Contact:
    """A contact by e-mail from Ayşe, unless told otherwise."""
    given = {
        "channel": "email",
        "external_id": f"test-{next(_numbers)}",
        "text": text,
        "customer": customer,
        **fields,
    }
    return Contact(**given)


def receive(brand: Brand, *sent: Contact, received_at: datetime | None = None) -> list[UUID]:
    """Store contacts as raw records, the way every receiver does; returns their ids."""
    return [_receive_one(brand, contact, received_at) for contact in sent]


def record(brand: Brand, *sent: Contact, received_at: datetime | None = None) -> list[Interaction]:
    """Store contacts and place them; returns the interactions in the order given."""
    ids = receive(brand, *sent, received_at=received_at)
    while place_waiting():
        pass
    rows = Interaction.objects.select_related("conversation", "customer").in_bulk(ids)
    return [rows[id] for id in ids]


def record_texts(brand: Brand, texts: Sequence[str], customer: ContactCustomer = KEREM) -> list[Interaction]:
    """Record several e-mails of one customer."""
    return record(brand, *(make_contact(text, customer) for text in texts))


def _receive_one(brand: Brand, contact: Contact, received_at: datetime | None) -> UUID:
    account, _ = ChannelAccount.objects.get_or_create(
        brand=brand, channel=contact.channel, slug=contact.account
    )
    raw = RawInbound.objects.create(
        id=uuid7(),
        brand=brand,
        channel_account=account,
        external_id=contact.external_id,
        body=contacts.encode(contact),
        received_at=received_at or clock.now(),
    )
    return raw.id
