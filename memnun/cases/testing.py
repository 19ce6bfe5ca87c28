"""Makers of cases for the tests of all rooms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from memnun.cases.actions import Opening, open_case
from memnun.cases.models import Case, MarkedDay
from memnun.cases.tallies.counting import recount
from memnun.foundation.clock import ISTANBUL
from memnun.interactions.testing import KEREM, make_contact, record
from memnun.people.models import Brand, Person

COMPLAINT = "Kargom hâlâ gelmedi, siparişim bir haftadır yolda. Çok mağdurum, şikâyetçiyim!"


def at(written: str) -> datetime:
    """A moment in Istanbul: at("2026-03-03T10:00")."""
    return datetime.fromisoformat(written).replace(tzinfo=ISTANBUL)


def make_case(brand: Brand, by: Person | None = None, text: str = COMPLAINT, **given: Any) -> Case:
    """A case opened by hand from a complaint of Kerem."""
    [contact] = record(brand, make_contact(text, KEREM))
    told: dict[str, Any] = {
        "customer_id": contact.customer_id,
        "type": "complaint",
        "title": text,
        "conversation_id": contact.conversation_id,
        "interaction_id": contact.id,
        "channel": contact.channel,
        **given,
    }
    return open_case(Opening(**told), brand_id=brand.id, by=by)


def count_marked_days() -> int:
    """Pack every marked day anew, as the worker does; returns how many there were."""
    marked = set(MarkedDay.objects.values_list("brand_id", "day"))
    for brand_id in {brand_id for brand_id, _day in marked}:
        recount(brand_id, [day for each, day in marked if each == brand_id])
    return len(marked)
