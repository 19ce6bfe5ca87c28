"""Founding and changing a brand."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from memnun.events.actions import record
from memnun.people import events as acts
from memnun.people.actions.changes import apply_changes
from memnun.people.models import Account, Brand, Person, Role


@transaction.atomic
def found_brand(*, name: str, slug: str, owner: Account, owner_name: str) -> Person:
    """Make a brand and its first owner; returns the owner at work there."""
    brand = Brand.objects.create(name=name, slug=slug)
    person = Person.objects.create(brand=brand, account=owner, name=owner_name, role=Role.OWNER)
    record(acts.BRAND_FOUNDED, brand_id=brand.id, by=person, subject_id=brand.id, name=name)
    return person


@transaction.atomic
def change_brand(brand: Brand, *, by: Person, values: dict[str, Any]) -> None:
    """Change name, time zone, language or what is asked of sign-ins."""
    changes = apply_changes(brand, values)
    if changes:
        record(
            acts.BRAND_CHANGED,
            brand_id=brand.id,
            by=by,
            subject_id=brand.id,
            name=brand.name,
            model="people.brand",
            changes=changes,
        )
