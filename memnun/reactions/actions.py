"""Switching rules on and off for a brand."""

from __future__ import annotations

from django.db import transaction

from memnun.events.actions import record
from memnun.people.models import Person
from memnun.reactions import events as acts
from memnun.reactions.models import SwitchedOff
from memnun.reactions.rules import Rule


@transaction.atomic
def switch(rule: Rule, *, on: bool, by: Person) -> None:
    """Let a rule hold for the person's brand, or not; doing it twice changes nothing."""
    rows = SwitchedOff.objects.filter(brand_id=by.brand_id, rule=rule.name)
    if on:
        changed = bool(rows.delete()[0])
    else:
        _row, changed = SwitchedOff.objects.get_or_create(
            brand_id=by.brand_id, rule=rule.name, defaults={"by": by}
        )
    if changed:
        kind = acts.SWITCHED_ON if on else acts.SWITCHED_OFF
        record(kind, brand_id=by.brand_id, by=by, rule=str(rule.sentence))
