"""Parsed contacts of a brand find their customers and conversations and are written, all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from memnun.customers.matching.matching import Matching
from memnun.customers.matching.sender import Sender
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.interactions.placing.evidence import Weighed
from memnun.interactions.placing.indexing import index_contacts
from memnun.interactions.placing.purchases import write_purchases
from memnun.interactions.placing.reading import read_contacts, write_readings
from memnun.interactions.placing.summaries import summarise
from memnun.interactions.placing.telling import tell_placed
from memnun.interactions.placing.threading import Placed, Threading, known_threads
from memnun.interactions.placing.writing import (
    lock_rows,
    update_conversations,
    update_customers,
    write_conversations,
    write_interactions,
)
from memnun.people.models import Branch, Person


def place(brand_id: UUID, placed: Sequence[Placed]) -> None:
    """Write a batch of parsed contacts of one brand, inside the caller's transaction."""
    if not placed:
        return
    now = clock.now()
    read_contacts(brand_id, placed)
    _name_staff_and_branches(brand_id, placed)
    threads = known_threads(brand_id, placed)
    weighing = Weighed(brand_id, placed)
    answered = weighing.answered()
    senders = [_sender(one, threads, answered) for one in placed]
    matching = Matching(brand_id, now)
    for one, match in zip(placed, matching.match(senders), strict=True):
        one.customer_id, one.match_rule = match.customer_id, match.rule
    lock_rows("customers_customer", (one.customer_id for one in placed))
    threading = Threading(brand_id, threads, weighing)
    threading.thread(placed)
    summaries = summarise(placed, threading.created).values()
    fresh = [summary for summary in summaries if not summary.goes_on]
    known = [summary for summary in summaries if summary.goes_on]
    lock_rows("interactions_conversation", (summary.conversation_id for summary in known))
    write_conversations(brand_id, fresh, _groups({summary.customer_id for summary in fresh}), now)
    threading.write_threads()
    update_conversations(known, now)
    write_interactions(brand_id, placed, now)
    weighing.keep()
    write_readings(brand_id, placed, now)
    index_contacts(brand_id, placed)
    write_purchases(brand_id, placed)
    update_customers(placed, now)
    tell_placed(brand_id, placed, set(threading.created), now)


def _sender(one: Placed, threads: dict[Any, Any], answered: Mapping[UUID, UUID]) -> Sender:
    told = one.contact.customer
    known = threads.get((one.account_id, one.contact.thread)) if one.contact.thread else None
    return Sender(
        scope=one.account_id,
        stated_id=_uuid(told.id),
        external_id=told.external_id,
        email=told.email,
        phone=told.phone,
        name=told.name or "",
        claimed=told.claimed,
        facts=told.facts,
        source=one.contact.channel,
        thread_customer_id=known.customer_id if known else None,
        thread=one.contact.thread or "",
        answers_customer_id=answered.get(one.raw_id),
    )


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _name_staff_and_branches(brand_id: UUID, placed: Iterable[Placed]) -> None:
    emails = {one.contact.staff.strip().lower() for one in placed if one.contact.staff}
    codes = {one.contact.branch for one in placed if one.contact.branch}
    staff: dict[str, UUID] = {}
    branches: dict[str, UUID] = {}
    if emails:
        staff = dict(
            Person.objects.filter(brand_id=brand_id, account__email__in=emails).values_list(
                "account__email", "id"
            )
        )
    if codes:
        branches = dict(Branch.objects.filter(brand_id=brand_id, code__in=codes).values_list("code", "id"))
    for one in placed:
        one.staff_id = staff.get((one.contact.staff or "").strip().lower())
        one.branch_id = branches.get(one.contact.branch or "")


def _groups(customers: set[UUID]) -> dict[UUID, str]:
    return dict(Customer.objects.filter(id__in=customers).values_list("id", "group"))
