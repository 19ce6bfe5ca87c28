"""Whom a message is for, how each can be written to, and what the gate says before anything leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from memnun.cases.models import OPEN_STATES, Case
from memnun.consent.deciding import Decision, Intent, explain
from memnun.consent.models import Purpose, Verdict
from memnun.customers.models import Customer, Identity
from memnun.foundation import clock
from memnun.interactions.channel_kinds import Address, ChannelKind, can_send, kind_of
from memnun.interactions.models import Channel, ChannelAccount, Conversation
from memnun.preventing.models import ProactiveMessage, Recipient
from memnun.purchases.models import Purchase

State = Recipient.State
STATE_OF = {Verdict.SEND: State.MAY_GO, Verdict.HOLD: State.LATER, Verdict.BLOCK: State.BLOCKED}


@dataclass(frozen=True, slots=True)
class Way:
    """The account and the address through which a customer is written to."""

    account: ChannelAccount
    to: Address


def customers_for(message: ProactiveMessage) -> QuerySet[Customer]:
    """Who bought within the days, has no open case and has not met the trouble since, in the order of ids."""
    bought = Purchase.objects.filter(
        brand=message.brand_id, on__gte=message.bought_from, on__lte=message.bought_until
    )
    rows = Customer.objects.filter(brand=message.brand_id, merged_into=None)
    own = Case.objects.filter(brand=message.brand_id, customer=OuterRef("id"))
    troubled = own.filter(
        Q(state__in=OPEN_STATES) | met(message) & Q(opened_at__date__gte=message.bought_from)
    )
    return rows.filter(
        ~Exists(troubled), ~Exists(_watched(message)), id__in=bought.values("customer")
    ).order_by("id")


def met(message: ProactiveMessage) -> Q:
    """Cases in which the trouble came to somebody."""
    if message.cause_id:
        return Q(resolutions__cause=message.cause_id, resolutions__undone_at=None)
    return Q(topics__contains=[message.topic])


def _watched(message: ProactiveMessage) -> QuerySet[Recipient]:
    """Places of the customer on another message about the same trouble whose effect is still being measured.

    Who was held back there must not learn of it here, and who was written to needs no second message.
    """
    return Recipient.objects.filter(
        customer=OuterRef("id"),
        message__brand=message.brand_id,
        message__cause=message.cause_id,
        message__topic=message.topic,
        message__measured_until__gt=clock.now(),
    ).exclude(Q(side="") | Q(message=message.id))


def with_identities(customers: QuerySet[Customer]) -> QuerySet[Customer]:
    """The customers with the addresses they proved."""
    proven = Prefetch("identities", queryset=Identity.objects.filter(claimed=False), to_attr="proven")
    return customers.prefetch_related(proven)


class Ways:
    """The accounts through which a brand may begin to write."""

    def __init__(self, brand_id: UUID) -> None:
        accounts = ChannelAccount.objects.filter(brand=brand_id, active=True).exclude(kind="")
        found = ((each, kind_of(each)) for each in accounts.order_by("created_at", "id"))
        self.accounts = [(account, kind) for account, kind in found if kind and _begins(account, kind)]

    def to(self, customer: Customer) -> Way | None:
        """The way to one customer whose identities were read, on the channels they prefer first."""
        wishes = list(customer.preferred_channels)
        for account, kind in sorted(self.accounts, key=lambda each: _rank(each[0].channel, wishes)):
            beginning = Conversation(brand_id=customer.brand_id, customer=customer, channel=account.channel)
            if to := kind.reply_address(beginning, customer.proven, account):  # type: ignore[attr-defined]
                return Way(account, to)
        return None


def _begins(account: ChannelAccount, kind: ChannelKind) -> bool:
    """Letters cost money and templates need a provider's consent: neither goes out to a list."""
    able = kind.capability
    return (
        can_send(account) and able.may_begin and not able.needs_template and account.channel != Channel.POST
    )


def _rank(channel: str, wishes: Sequence[str]) -> int:
    return wishes.index(channel) if channel in wishes else len(wishes)


def ask_gate(
    message: ProactiveMessage, ways: Sequence[tuple[Customer, Way]]
) -> list[tuple[Customer, Way, Decision]]:
    """What the gate would say now about the message to each of them; nothing is stored or spent."""
    intents = [
        Intent(
            brand_id=message.brand_id,
            customer_id=customer.id,
            channel=way.account.kind,
            address=way.to,
            purpose=message.purpose,
            now=clock.now(),
            text_for_lint=f"{message.subject}\n{message.text}"
            if message.purpose == Purpose.TRANSACTION
            else "",
        )
        for customer, way in ways
    ]
    return [(*pair, said) for pair, said in zip(ways, explain(intents), strict=True)]


def recipients_among(message: ProactiveMessage, customers: Iterable[Customer]) -> list[Recipient]:
    """A row for each customer, with what the gate would say."""
    ways = Ways(message.brand_id)
    found = [(customer, ways.to(customer)) for customer in customers]
    asked = ask_gate(message, [(customer, way) for customer, way in found if way])
    rows = [_row(message, customer, STATE_OF[said.verdict], said) for customer, _way, said in asked]
    rows += [_row(message, customer, State.UNREACHABLE) for customer, way in found if way is None]
    return rows


def _row(
    message: ProactiveMessage, customer: Customer, state: str, said: Decision | None = None
) -> Recipient:
    return Recipient(
        brand_id=message.brand_id,
        message=message,
        customer=customer,
        state=state,
        reason=said.reason if said else "",
        until=said.until if said else None,
    )
