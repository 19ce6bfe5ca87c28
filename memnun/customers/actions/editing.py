"""Adding customers by hand, changing what is known of them, and the ways to recognise them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from memnun.customers import events as acts
from memnun.customers.models import Customer, Identity, IdentityKind
from memnun.events.actions import record
from memnun.foundation.turkish.emails import read_email
from memnun.foundation.turkish.phones import read_phone
from memnun.people.models import Brand, Person

EDITABLE = [
    "name", "legal_person", "hitap", "hitap_text", "language", "age_band", "education", "income_band",
    "marital_status", "province", "district", "branch_id", "preferred_channels", "preferred_hours",
]  # fmt: skip


class CannotEdit(ValueError):
    """The change cannot be made; the text says why."""


class ChangedMeanwhile(CannotEdit):
    """Somebody else changed the customer since the form was opened; `fields` says what."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(
            _(
                "Somebody else changed this customer meanwhile. Your entries are still here; please look again."
            )
        )
        self.fields = fields


def version_of(customer: Customer) -> str:
    """A mark of what stands in the editable fields, for noticing changes made meanwhile."""
    told = msgspec.json.encode([_plain(getattr(customer, name)) for name in EDITABLE])
    return hashlib.sha256(told).hexdigest()[:24]


@transaction.atomic
def add_customer(*, brand: Brand, by: Person, email: str = "", phone: str = "", **fields: Any) -> Customer:
    """A customer by hand. Raises CannotEdit when the address or number is another customer's."""
    customer = Customer.objects.create(brand=brand, **fields)
    record(acts.ADDED, brand_id=brand.id, by=by, customer_id=customer.id)
    for kind, value in ((IdentityKind.EMAIL, email), (IdentityKind.PHONE, phone)):
        if value:
            add_identity(customer, kind=kind, value=value, by=by)
    return customer


@transaction.atomic
def edit(customer: Customer, *, changes: Mapping[str, Any], seen: str, by: Person) -> Customer:
    """Change fields; the log keeps old and new. Raises ChangedMeanwhile when `seen` is out of date."""
    current = Customer.objects.select_for_update(no_key=True).get(id=customer.id)
    if seen != version_of(current):
        raise ChangedMeanwhile([name for name in changes if getattr(current, name) != changes[name]])
    changed = {
        name: value for name, value in changes.items() if name in EDITABLE and getattr(current, name) != value
    }
    if not changed:
        return current
    before = {name: _plain(getattr(current, name)) for name in changed}
    for name, value in changed.items():
        setattr(current, name, value)
    current.save()
    labels = ", ".join(str(_label(name)) for name in changed)
    record(
        acts.CHANGED, brand_id=current.brand_id, by=by, customer_id=current.id, changes=labels,
        before=before, after={name: _plain(value) for name, value in changed.items()},
    )  # fmt: skip
    return current


@transaction.atomic
def add_identity(customer: Customer, *, kind: str, value: str, by: Person) -> Identity:
    """Another way to recognise the customer, vouched for by a person.

    Raises CannotEdit when it cannot be read or already recognises somebody else.
    """
    reading = read_email(value) if kind == IdentityKind.EMAIL else read_phone(value)
    if reading.value is None:
        raise CannotEdit(_(str(reading.problem)))
    given = {"brand_id": customer.brand_id, "kind": kind, "value": reading.value, "scope": None}
    other = Identity.objects.proven().filter(**given).select_related("customer").first()
    if other:
        raise CannotEdit(
            _("{value} already recognises {customer}.").format(value=value, customer=other.customer)
        )
    Identity.objects.filter(customer=customer, **given).delete()
    try:
        with transaction.atomic():
            identity = Identity.objects.create(
                customer=customer, shown=value.strip()[:320], source="person", **given
            )
    except IntegrityError:
        raise CannotEdit(_("{value} was just given to somebody else.").format(value=value)) from None
    record(
        acts.IDENTITY_ADDED, brand_id=customer.brand_id, by=by, customer_id=customer.id, value=reading.value
    )
    return identity


@transaction.atomic
def remove_identity(identity: Identity, *, by: Person) -> None:
    """The value no longer recognises the customer; contacts that came by it stay."""
    record(
        acts.IDENTITY_REMOVED,
        brand_id=identity.brand_id,
        by=by,
        customer_id=identity.customer_id,
        value=identity.value,
    )
    identity.delete()


def _label(name: str) -> Any:
    return getattr(Customer._meta.get_field(name.removesuffix("_id")), "verbose_name", name)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | bool | int | list | dict | None) else str(value)
