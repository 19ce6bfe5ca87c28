"""Everything that leads to one person: their rows' ids, and the addresses under which tables without a link know them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from memnun.cases.models import Case
from memnun.channels.chat.models import Visitor
from memnun.channels.email.models import Appointment
from memnun.channels.phone.models import Call
from memnun.channels.video.models import Meeting
from memnun.customers.models import Customer, Identity
from memnun.foundation.turkish.phones import show_phone
from memnun.interactions.models import Conversation, Interaction, OutboxMessage

SHORTEST = 6
"""Letters from which a value names one person when it is looked for in raw bytes."""


@dataclass(frozen=True, slots=True)
class Trail:
    """Ids by table, and `words`: addresses and numbers as they may stand in bytes and texts."""

    brand_id: UUID
    customers: tuple[UUID, ...]
    conversations: tuple[UUID, ...]
    contacts: tuple[UUID, ...]
    outgoing: tuple[UUID, ...]
    cases: tuple[UUID, ...]
    visitors: tuple[UUID, ...]
    calls: tuple[UUID, ...]
    meetings: tuple[UUID, ...]
    appointments: tuple[UUID, ...]
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    words: tuple[str, ...]


def trail_of(customer: Customer) -> Trail:
    """What leads to a customer and to those who were merged into them."""
    brand = {"brand_id": customer.brand_id}
    customers = _ids(Customer.objects.filter(Q(id=customer.id) | Q(merged_into=customer.id), **brand))
    identities = list(Identity.objects.filter(customer_id__in=customers, claimed=False))
    emails = tuple({one.value for one in identities if one.kind == "email"})
    phones = tuple({one.value for one in identities if one.kind == "phone"})
    accounts = Q(pk__in=[])
    for one in identities:
        if one.kind == "external":
            accounts |= Q(account_id=one.scope, external_id=one.value)
    conversations = _ids(Conversation.objects.filter(customer_id__in=customers, **brand))
    return Trail(
        brand_id=customer.brand_id,
        customers=customers,
        conversations=conversations,
        contacts=_ids(Interaction.objects.filter(customer_id__in=customers, **brand)),
        outgoing=_ids(OutboxMessage.objects.filter(customer_id__in=customers, **brand)),
        cases=_ids(Case.objects.filter(customer_id__in=customers, **brand)),
        visitors=_ids(Visitor.objects.filter(accounts | Q(email__in=emails) & ~Q(email=""), **brand)),
        calls=_ids(Call.objects.filter(Q(conversation_id__in=conversations) | Q(number__in=phones), **brand)),
        meetings=_ids(Meeting.objects.filter(conversation_id__in=conversations, **brand)),
        appointments=_ids(Appointment.objects.filter(conversation_id__in=conversations, **brand)),
        emails=emails,
        phones=phones,
        words=_words(emails, phones),
    )


def _ids(rows: object) -> tuple[UUID, ...]:
    return tuple(rows.order_by("pk").values_list("pk", flat=True))  # type: ignore[attr-defined]


def _words(emails: tuple[str, ...], phones: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses, and numbers in the spellings in which switchboards and lists write them."""
    spelled = {*emails}
    for phone in phones:
        spelled |= {
            phone,
            phone.removeprefix("+"),
            phone.removeprefix("+9"),
            phone.removeprefix("+90"),
            show_phone(phone),
        }
    return tuple(sorted(word for word in spelled if len(word) >= SHORTEST))
