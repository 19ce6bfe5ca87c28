"""How a customer can be reached in a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from memnun.customers.models import Identity
from memnun.interactions.channel_kinds import Address, can_send, kind_of
from memnun.interactions.models import ChannelAccount, Conversation
from memnun.people.asking_together import Question
from memnun.people.written import written_once


@dataclass(frozen=True, slots=True)
class Way:
    """One way to answer in a conversation; `same` is the one the customer wrote on."""

    account: ChannelAccount
    to: Address
    same: bool


def ways(conversation: Conversation) -> list[Way]:
    """How the customer can be answered, the account they wrote to first, then the same channel, then others."""
    identities = _identities(conversation.customer_id)
    found = []
    for account in _accounts(conversation.brand_id):
        kind = kind_of(account)
        if kind is None or not can_send(account):
            continue
        same = account.id == conversation.channel_account_id
        if not same and not kind.capability.may_begin:
            continue
        if to := kind.reply_address(conversation, identities, account):
            found.append(Way(account, to, same))
    return sorted(found, key=lambda way: (not way.same, way.account.channel != conversation.channel))


def questions(conversation: Conversation) -> list[Question | None]:
    """What `ways` will ask."""
    return [_identities.question(conversation.customer_id), _accounts.question(conversation.brand_id)]


@written_once
def _identities(customer_id: UUID) -> QuerySet[Identity]:
    return Identity.objects.filter(customer=customer_id)


@written_once
def _accounts(brand_id: UUID) -> QuerySet[ChannelAccount]:
    """The brand's accounts that a message can leave through, oldest first."""
    active = ChannelAccount.objects.filter(brand_id=brand_id, active=True).exclude(kind="")
    return active.order_by("created_at", "id")
