"""The list of those whom nobody writes to."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from memnun.consent import events as acts
from memnun.consent.models import Suppression
from memnun.customers.models import Customer, IdentityKind
from memnun.events.actions import Act, record, record_many
from memnun.foundation import clock
from memnun.foundation.turkish.emails import read_email
from memnun.foundation.turkish.phones import read_phone
from memnun.people.models import Brand, Person

BATCH = 500


class CannotSuppress(ValueError):
    """The address cannot be put on the list or taken off it; the text says why."""


def read_address(text: str) -> tuple[str, str]:
    """Kind and normalised value of a typed address or number. Raises CannotSuppress."""
    kind = IdentityKind.EMAIL if "@" in text else IdentityKind.PHONE
    reading = read_email(text) if kind == IdentityKind.EMAIL else read_phone(text)
    if reading.value is None:
        raise CannotSuppress(_(str(reading.problem)))
    return kind, reading.value


@transaction.atomic
def suppress(
    brand: Brand,
    *,
    reason: str,
    address: tuple[str, str] | None = None,
    customer: Customer | None = None,
    note: str = "",
    by: Person | None = None,
) -> Suppression:
    """Let nothing more go to an address (kind, value), or to all addresses of a customer; safe to repeat."""
    kind, value = address or ("", "")
    about = {"customer": customer} if customer else {"customer": None, "address_kind": kind, "address": value}
    standing = Suppression.objects.standing().filter(brand=brand, **about)
    if found := standing.first():
        return found
    try:
        with transaction.atomic():
            row = Suppression.objects.create(brand=brand, reason=reason, note=note[:300], by=by, **about)
    except IntegrityError:
        return standing.get()
    record(
        acts.SUPPRESSED, brand_id=brand.id, by=by, customer_id=customer.id if customer else None,
        subject_id=row.id, address=str(row), reason=reason,
    )  # fmt: skip
    return row


@transaction.atomic
def lift(row: Suppression, *, why: str, by: Person | None) -> None:
    """Take a row off the list. Raises CannotSuppress without a reason or when it was lifted already."""
    if not why.strip():
        raise CannotSuppress(_("Please say why."))
    lifted = Suppression.objects.standing().filter(id=row.id)
    if not lifted.update(lifted_by=by, lifted_at=clock.now(), lifted_why=why.strip()[:300]):
        raise CannotSuppress(_("This was taken off the list already."))
    record(
        acts.UNSUPPRESSED, brand_id=row.brand_id, by=by, customer_id=row.customer_id, subject_id=row.id,
        address=str(row), why=why.strip()[:300],
    )  # fmt: skip


def suppress_many(brand: Brand, *, texts: Iterable[str], reason: str, by: Person) -> tuple[int, list[str]]:
    """Put the typed addresses on the list; returns how many were new, and the lines nobody can read."""
    wrong, wanted = [], {}
    for text in filter(None, map(str.strip, texts)):
        try:
            wanted[read_address(text)] = text
        except CannotSuppress:
            wrong.append(text)
    addresses, added = list(wanted), 0
    for start in range(0, len(addresses), BATCH):
        added += _suppress_some(brand, addresses[start : start + BATCH], reason, by)
    return added, wrong


@transaction.atomic
def _suppress_some(brand: Brand, addresses: list[tuple[str, str]], reason: str, by: Person) -> int:
    before = Suppression.objects.standing().filter(brand=brand, customer=None)
    listed = set(
        before.filter(address__in=[value for _kind, value in addresses]).values_list("address", flat=True)
    )
    rows = [
        Suppression(brand=brand, address_kind=kind, address=value, reason=reason, by=by)
        for kind, value in addresses
        if value not in listed
    ]
    Suppression.objects.bulk_create(rows, ignore_conflicts=True)
    record_many(
        Act(
            acts.SUPPRESSED,
            brand.id,
            by,
            subject_id=row.id,
            details={"address": row.address, "reason": reason},
        )
        for row in rows
    )
    return len(rows)
