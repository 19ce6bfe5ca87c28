"""Reads what is known about many intents with a number of queries that does not grow with them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from memnun.consent.gate import budget
from memnun.consent.gate.case import Case
from memnun.consent.gate.intent import Intent
from memnun.consent.keys import signing_keys
from memnun.consent.models import (
    ConsentState,
    ContactPolicy,
    Erasure,
    GateDecision,
    Preference,
    Suppression,
    Verdict,
)
from memnun.customers.models import Customer
from memnun.foundation.ids import uuid7s
from memnun.people.models import Brand
from memnun.people.written import written_once

LOCK = """
SELECT a.brand_id, a.subject FROM consent_attention a
JOIN unnest(%s::uuid[], %s::text[]) AS wanted(brand_id, subject) USING (brand_id, subject)
ORDER BY a.brand_id, a.subject FOR NO KEY UPDATE OF a
"""

PREPARE = """
INSERT INTO consent_attention (id, brand_id, subject)
SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::text[]) ORDER BY 2, 3 ON CONFLICT DO NOTHING
"""


class UnknownCustomer(ValueError):
    """The customer of an intent does not exist in its brand."""


def gather(intents: Sequence[Intent]) -> list[Case]:
    """A case for each intent, without what was spent of anybody's attention.

    Raises UnknownCustomer.
    """
    brands = list({intent.brand_id for intent in intents})
    addresses = list({intent.address.value for intent in intents})
    customers = _customers({intent.customer_id for intent in intents if intent.customer_id})
    known = list({customer.id for customer in customers.values()})
    policies = _policies(brands)
    suppressed = _suppressions(brands, addresses, known)
    erased = _erasures(brands, intents)
    states = _states(brands, addresses)
    wishes = {row.customer_id: row for row in _preferences(known)}
    cases = []
    for intent in intents:
        customer = customers.get(intent.customer_id) if intent.customer_id else None
        if intent.customer_id and (customer is None or customer.brand_id != intent.brand_id):
            raise UnknownCustomer(f"The brand has no customer {intent.customer_id}.")
        case = Case(
            intent,
            policies[intent.brand_id],
            customer,
            suppressed.get((intent.brand_id, *intent.address))
            or (suppressed.get((customer.id,)) if customer else None),
            _erased_at(intent, erased),
            preference=wishes.get(customer.id) if customer else None,
        )
        case.states = states.get((intent.brand_id, intent.address.value, case.recipient_type), {})
        cases.append(case)
    return cases


def subject_of(case: Case) -> tuple[UUID, str]:
    """Whose attention a case spends: the customer's, or that of a stranger's address."""
    if case.customer:
        return case.intent.brand_id, str(case.customer.id)
    return case.intent.brand_id, hashlib.sha256(":".join(case.intent.address).encode()).hexdigest()


def lock_attention(cases: Iterable[Case]) -> None:
    """Let nobody else look at these customers' budgets until the running transaction ends.

    Locks are taken in one order everywhere, so that two batches never wait for each other in a circle.
    """
    subjects = sorted({subject_of(case) for case in cases})
    if not subjects:
        return
    brands, names = [brand for brand, _ in subjects], [name for _, name in subjects]
    with connection.cursor() as cursor:
        cursor.execute(PREPARE, [uuid7s(len(subjects)), brands, names])
        cursor.execute(LOCK, [brands, names])


def spent_by(cases: Sequence[Case]) -> dict[tuple[UUID, str], list[tuple[str, datetime, UUID]]]:
    """What was sent to the subjects of the cases within the longest period: purpose, moment, message."""
    if not cases:
        return {}
    since = min(case.intent.now - budget.longest(case.policy.limits) for case in cases)
    customers = {case.customer.id for case in cases if case.customer}
    strangers = {case.intent.address.value for case in cases if not case.customer}
    rows = (
        GateDecision.objects.filter(verdict=Verdict.SEND, at__gt=since, release=None)
        .filter(purpose__in=budget.SCOPES["all"], brand_id__in={case.intent.brand_id for case in cases})
        .filter(Q(customer_id__in=customers) | Q(customer=None, address__in=strangers))
        .values_list(
            "brand_id", "customer_id", "address_kind", "address", "purpose", "at", "delivery_id", "id"
        )
    )
    spent: dict[tuple[UUID, str], dict[UUID, tuple[str, datetime, UUID]]] = defaultdict(dict)
    for brand, customer, kind, address, purpose, at, delivery, id in rows.order_by("at"):
        name = str(customer) if customer else hashlib.sha256(f"{kind}:{address}".encode()).hexdigest()
        message = delivery or id
        spent[brand, name][message] = (purpose, at, message)
    return {subject: list(messages.values()) for subject, messages in spent.items()}


def erasure_digest(brand_id: UUID, kind: str, value: str) -> str:
    """What is kept of an erased address: enough to recognise it, not enough to read it."""
    return erasure_digests(brand_id, kind, value)[0]


def erasure_digests(brand_id: UUID, kind: str, value: str) -> list[str]:
    """The same under each key the installation has had, the present one first."""
    told = f"{brand_id}:{kind}:{value}"
    return [
        salted_hmac("memnun.consent.erasure", told, key, algorithm="sha256").hexdigest()
        for key in signing_keys()
    ]


def _policies(brand_ids: Sequence[UUID]) -> dict[UUID, ContactPolicy]:
    return {
        brand.id: getattr(brand, "contact_policy", None) or ContactPolicy(brand=brand)
        for brand in _brands(brand_ids)
    }


@written_once
def _brands(ids: Sequence[UUID]) -> QuerySet[Brand]:
    return Brand.objects.filter(id__in=ids).select_related("contact_policy")


def _customers(ids: set[UUID]) -> dict[UUID, Customer]:
    """By the id that was asked for; of merged customers the one that was kept."""
    found = {customer.id: customer for customer in _customers_among(list(ids))}
    wanted = dict(found)
    while missing := {one.merged_into_id for one in wanted.values() if one.merged_into_id}:
        kept = {customer.id: customer for customer in _customers_among(list(missing))}
        wanted = {id: kept[one.merged_into_id] if one.merged_into_id else one for id, one in wanted.items()}
    return wanted


@written_once
def _customers_among(ids: Sequence[UUID]) -> QuerySet[Customer]:
    return Customer.objects.filter(id__in=ids)


def _suppressions(
    brands: Sequence[UUID], addresses: Sequence[str], customers: Sequence[UUID]
) -> dict[tuple[Any, ...], Suppression]:
    return {
        (row.customer_id,) if row.customer_id else (row.brand_id, row.address_kind, row.address): row
        for row in _suppressions_of(brands, addresses, customers)
    }


@written_once
def _suppressions_of(
    brands: Sequence[UUID], addresses: Sequence[str], customers: Sequence[UUID]
) -> QuerySet[Suppression]:
    by_address = Q(customer=None, brand_id__in=brands, address__in=addresses)
    return Suppression.objects.standing().filter(by_address | Q(customer_id__in=customers))


def _erasures(brands: Sequence[UUID], intents: Sequence[Intent]) -> dict[tuple[UUID, str], datetime]:
    digests = {digest for intent in intents for digest in erasure_digests(intent.brand_id, *intent.address)}
    return {(row.brand_id, row.digest): row.at for row in _erasures_of(brands, list(digests))}


@written_once
def _erasures_of(brands: Sequence[UUID], digests: Sequence[str]) -> QuerySet[Erasure]:
    return Erasure.objects.filter(brand_id__in=brands, digest__in=digests)


def _erased_at(intent: Intent, erased: dict[tuple[UUID, str], datetime]) -> datetime | None:
    if not erased:
        return None
    digests = erasure_digests(intent.brand_id, *intent.address)
    times = [erased[intent.brand_id, digest] for digest in digests if (intent.brand_id, digest) in erased]
    return max(times, default=None)


def _states(
    brands: Sequence[UUID], addresses: Sequence[str]
) -> dict[tuple[UUID, str, str], dict[str, ConsentState]]:
    found: dict[tuple[UUID, str, str], dict[str, ConsentState]] = defaultdict(dict)
    for row in _states_of(brands, addresses):
        found[row.brand_id, row.address, row.recipient_type][row.type] = row
    return found


@written_once
def _states_of(brands: Sequence[UUID], addresses: Sequence[str]) -> QuerySet[ConsentState]:
    return ConsentState.objects.filter(brand_id__in=brands, address__in=addresses)


@written_once
def _preferences(customers: Sequence[UUID]) -> QuerySet[Preference]:
    return Preference.objects.filter(customer_id__in=customers)
