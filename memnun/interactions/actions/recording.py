"""A contact written down by hand: it enters the ledger as every other does, as a raw record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from memnun.events.actions import record
from memnun.foundation.ids import uuid7
from memnun.interactions import contact as contacts
from memnun.interactions import events as acts
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.models import ChannelAccount, Conversation, RawInbound, Thread
from memnun.people.models import Person

BY_HAND = "by-hand"
SOURCE = "person"


@transaction.atomic
def record_by_hand(
    *,
    by: Person,
    channel: str,
    direction: str,
    text: str,
    occurred_at: datetime,
    customer: ContactCustomer,
    conversation: Conversation | None = None,
    contact_type: str = "",
) -> UUID:
    """Store the contact; returns the id its interaction will have.

    With a conversation it is placed there, whatever its channel, and with that conversation's customer.
    """
    account, _ = ChannelAccount.objects.get_or_create(brand_id=by.brand_id, channel=channel, slug=BY_HAND)
    raw_id = uuid7()
    if conversation:
        customer = ContactCustomer(id=str(conversation.customer_id))
    contact = contacts.Contact(
        channel=channel,  # type: ignore[arg-type]
        external_id=f"{BY_HAND}-{raw_id}",
        account=BY_HAND,
        direction=direction,  # type: ignore[arg-type]
        contact_type=contact_type or None,  # type: ignore[arg-type]
        occurred_at=occurred_at,
        customer=customer,
        thread=_thread(account, conversation) if conversation else None,
        text=text,
        staff=by.account.email,
        branch=by.branch.code if by.branch else None,
    )
    RawInbound.objects.create(
        id=raw_id, brand_id=by.brand_id, channel_account=account, external_id=contact.external_id,
        body=contacts.encode(contact), source_kind=SOURCE, source_id=by.id,
    )  # fmt: skip
    _tell(by, raw_id, conversation)
    return raw_id


def _thread(account: ChannelAccount, conversation: Conversation) -> str:
    """A thread of that account that leads to the conversation."""
    key = f"conversation:{conversation.id}"
    Thread.objects.get_or_create(
        channel_account=account,
        key=key,
        defaults={"brand_id": conversation.brand_id, "conversation": conversation},
    )
    return key


def _tell(by: Person, raw_id: UUID, conversation: Conversation | None) -> None:
    record(
        acts.RECORDED_BY_HAND,
        brand_id=by.brand_id,
        by=by,
        customer_id=conversation.customer_id if conversation else None,
        conversation_id=conversation.id if conversation else None,
        subject_id=raw_id,
        team_id=conversation.team_id if conversation else None,
    )
