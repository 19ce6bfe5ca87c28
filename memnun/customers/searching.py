"""Finding customers by name, address, phone, account or member number."""

from __future__ import annotations

import re
from uuid import UUID

from django.db.models import Q
from django.db.models.fields.json import KT
from django.db.models.functions import Lower

from memnun.customers.models import Customer, Identity
from memnun.customers.models.customer import MEMBER_NUMBER
from memnun.foundation.turkish.folding import fold
from memnun.people.models import Person

SHORTEST_NUMBER = 4
_NUMBER = re.compile(r"[\d\s()+./-]+")


def search_customers(person: Person, text: str, limit: int = 8) -> list[Customer]:
    """Customers the person may see, those whose name begins like the text first."""
    wanted = text.strip()
    if len(wanted) < 2:
        return []
    known = Customer.objects.visible_to(person).current()
    by_identity = list(
        dict.fromkeys([*_by_number(person, wanted, limit), *_by_identity(person, wanted, limit)])
    )
    words = fold(wanted).split()
    named = Q()
    for word in words[:6]:
        named &= Q(name_folded__contains=word)
    found = list(known.filter(id__in=by_identity)[:limit])
    if len(found) < limit and any(len(word) > 1 for word in words):
        others = known.filter(named).exclude(id__in=by_identity).order_by("-last_seen_at")[: limit * 3]
        start = words[0]
        found += sorted(others, key=lambda customer: not customer.name_folded.startswith(start))
    return found[:limit]


def _by_number(person: Person, text: str, limit: int) -> list[UUID]:
    """Customers with this member number."""
    members = Customer.objects.visible_to(person).current().filter(facts__has_key=MEMBER_NUMBER)
    members = members.annotate(number=Lower(KT(f"facts__{MEMBER_NUMBER}"))).filter(number=text.lower())
    return list(members.values_list("id", flat=True)[:limit])


def _by_identity(person: Person, text: str, limit: int) -> list[UUID]:
    if _NUMBER.fullmatch(text):
        digits = re.sub(r"\D", "", text).removeprefix("00").removeprefix("90").removeprefix("0")
        if len(digits) < SHORTEST_NUMBER:
            return []
        rows = Identity.objects.visible_to(person).filter(value__contains=digits)
    elif "@" in text or "." in text:
        rows = Identity.objects.visible_to(person).filter(value__contains=text.lower())
    else:
        rows = Identity.objects.visible_to(person).filter(value=text)
    return list(dict.fromkeys(rows.values_list("customer_id", flat=True)[: limit * 2]))
