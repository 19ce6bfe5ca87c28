"""Whom a number, an extension or a secret address belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from memnun.channels.phone.models import Extension, PhoneLine
from memnun.customers.models import Customer, Identity
from memnun.foundation.secrets import digest_token
from memnun.foundation.turkish.phones import read_phone
from memnun.interactions.models import ChannelAccount

_NUMBER = re.compile(r"\+?[\d\s()./-]{3,30}")


def line_at(secret: str) -> PhoneLine | None:
    """The switchboard that reports to the address with this secret end."""
    lines = PhoneLine.objects.filter(digest=digest_token(secret), account__active=True)
    return lines.select_related("account__brand").first()


def read_number(text: str) -> str:
    """A number as E.164; what cannot be read as one is kept as it is, "anonymous" and the like as nothing."""
    written = text.strip()
    if not _NUMBER.fullmatch(written):
        return ""
    for attempt in (written, f"+{written}" if written.startswith("90") and len(written) == 12 else ""):
        if attempt and (found := read_phone(attempt).value):
            return found
    return written[:40]


def customer_of(brand_id: UUID, number: str) -> Customer | None:
    """The customer who is known by this number."""
    known = Identity.objects.proven().filter(brand_id=brand_id, kind="phone", value=number)
    found = known.select_related("customer").first() if number else None
    return found.customer if found else None


def people_ringing(account: ChannelAccount, extension: str) -> list[UUID]:
    """Whose telephone rings: the extension's person, or everybody with an extension when none is told."""
    extensions = Extension.objects.filter(account=account, person__active=True)
    if extension:
        extensions = extensions.filter(number=extension)
    return list(extensions.values_list("person_id", flat=True))


def person_at(account: ChannelAccount, extension: str) -> UUID | None:
    """Whose the extension is."""
    found: Iterable[UUID] = Extension.objects.filter(account=account, number=extension).values_list(
        "person_id", flat=True
    )
    return next(iter(found), None) if extension else None
