"""Taking people on and changing what they may do."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from memnun.events.actions import record
from memnun.people import events as acts
from memnun.people.actions.changes import apply_changes
from memnun.people.models import Account, Brand, Person, Role


@transaction.atomic
def add_person(*, brand: Brand, account: Account, name: str, role: Role, by: Person | None = None) -> Person:
    """Take an account on for a brand."""
    person = Person.objects.create(brand=brand, account=account, name=name, role=role)
    record(acts.PERSON_ADDED, brand_id=brand.id, by=by, subject_id=person.id, name=name, role=str(role))
    return person


@transaction.atomic
def change_person(person: Person, *, by: Person, values: dict[str, Any]) -> None:
    """Change name, role or branch.

    Raises ValidationError when `by` may not give or take the role, or when nobody would own the brand.
    """
    role = Role(values.get("role", person.role))
    check_rank(by, Role(person.role), role)
    if role != Role.OWNER:
        keep_an_owner(person)
    changes = apply_changes(person, values)
    if changes:
        record(
            acts.PERSON_CHANGED,
            brand_id=person.brand_id,
            by=by,
            subject_id=person.id,
            name=person.name,
            model="people.person",
            changes=changes,
        )


def check_rank(by: Person, *roles: Role) -> None:
    """Raise ValidationError when one of the roles stands above the one who acts."""
    if not all(by.is_at_least(role) for role in roles):
        raise ValidationError(_("Only an owner can give the role of an owner or change one."))


def keep_an_owner(person: Person) -> None:
    """Raise ValidationError when the brand has no other owner at work.

    Locks the brand, so that two owners cannot take each other's role at one moment.
    """
    Brand.objects.select_for_update(no_key=True).get(pk=person.brand_id)
    if person.role != Role.OWNER:
        return
    others = Person.objects.filter(
        brand_id=person.brand_id, role=Role.OWNER, active=True, account__is_active=True
    )
    if not others.exclude(pk=person.pk).exists():
        raise ValidationError(
            _("%(name)s is the only owner. Make somebody else an owner first.") % {"name": person.name}
        )
