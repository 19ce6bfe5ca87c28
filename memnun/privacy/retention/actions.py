"""Setting how long a brand keeps what."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from memnun.events.actions import record
from memnun.people.models import Brand, Person
from memnun.privacy import events as acts
from memnun.privacy.models import RetentionRule


@transaction.atomic
def set_retention(brand: Brand, months: Mapping[str, int | None], *, by: Person) -> None:
    """Keep each category for so many months, or until somebody is erased (None); the log keeps old and new."""
    Brand.objects.select_for_update(no_key=True).get(id=brand.id)
    present = {rule.category: rule for rule in RetentionRule.objects.filter(brand=brand)}
    changes = []
    for category, wanted in months.items():
        rule = present.get(category)
        before = rule.months if rule else None
        if wanted == before:
            continue
        changes.append([category, before, wanted])
        _write(brand, category, wanted, rule)
    if changes:
        record(acts.RETENTION_CHANGED, brand_id=brand.id, by=by, subject_id=brand.id, changes=changes)


def _write(brand: Brand, category: str, months: int | None, rule: RetentionRule | None) -> None:
    if months is None:
        RetentionRule.objects.filter(brand=brand, category=category).delete()
    elif rule is None:
        RetentionRule.objects.create(brand=brand, category=category, months=months)
    else:
        rule.months, rule.reached = months, ""
        rule.save(update_fields=["months", "reached"])
