"""The purchases that contacts tell of.

A contact says it itself (`purchase`); a contact of sales with an order number is a purchase of its own day;
and a system that knows it writes the day into the customer's fact `last_purchase`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from memnun.foundation.clock import ISTANBUL
from memnun.interactions.placing.threading import Placed
from memnun.purchases.actions import Bought, note_purchases

LAST_PURCHASE = "last_purchase"


def write_purchases(brand_id: UUID, placed: Iterable[Placed]) -> None:
    """Keep what a batch tells of; nothing is asked of the database when it tells of none."""
    told = [each for one in placed for each in _told(one)]
    if told:
        note_purchases(brand_id, told)


def _told(one: Placed) -> Iterator[Bought]:
    contact, number = one.contact, str(one.contact.meta.get("order_number") or "")[:40]
    if bought := contact.purchase:
        yield Bought(one.customer_id, bought.on, bought.number or number, bought.product)
    elif contact.function == "sales" and number:
        day = one.occurred_at.astimezone(ISTANBUL).date()
        yield Bought(one.customer_id, day, number, str(contact.meta.get("product") or ""))
    if day_of_fact := _day(contact.customer.facts.get(LAST_PURCHASE)):
        yield Bought(one.customer_id, day_of_fact)


def _day(told: object) -> date | None:
    """A day as 2026-03-15; None for anything else, which stays a fact nobody reckons with."""
    try:
        return date.fromisoformat(told[:10]) if isinstance(told, str) else None
    except ValueError:
        return None
