"""Adding and changing branches; one that closes is set inactive, its history stays."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from memnun.events.actions import record
from memnun.people import events as acts
from memnun.people.actions.changes import apply_changes
from memnun.people.models import Branch, Brand, Person


@transaction.atomic
def add_branch(*, brand: Brand, by: Person, values: dict[str, Any]) -> Branch:
    """Open a branch."""
    branch = Branch.objects.create(brand=brand, **values)
    record(acts.BRANCH_ADDED, brand_id=brand.id, by=by, subject_id=branch.id, name=branch.name)
    return branch


@transaction.atomic
def change_branch(branch: Branch, *, by: Person, values: dict[str, Any]) -> None:
    """Change a branch."""
    changes = apply_changes(branch, values)
    if changes:
        record(
            acts.BRANCH_CHANGED,
            brand_id=branch.brand_id,
            by=by,
            subject_id=branch.id,
            name=branch.name,
            model="people.branch",
            changes=changes,
        )
