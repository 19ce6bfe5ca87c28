"""What a brand needs before its first case: settings, types, steps, policy, causes."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from memnun.cases.models import (
    CaseSettings,
    CaseType,
    ConcessionRule,
    EscalationStep,
    OwnerRule,
    RootCause,
)
from memnun.cases.shipped import CAUSES, POLICY, STEPS, TYPES
from memnun.cases.timing import standing_settings
from memnun.foundation import clock
from memnun.people.models import Brand

FIRST_LOOK_BACK = timedelta(days=1)
"""A brand that was at work before it had cases is held to their rules from then on."""


def settings_of(brand_id: UUID) -> CaseSettings:
    """The brand's settings; a brand that has none yet begins with what is shipped, in its own language."""
    return next(iter(standing_settings(brand_id)), None) or _found(brand_id)


@transaction.atomic
def _found(brand_id: UUID) -> CaseSettings:
    brand = Brand.objects.select_for_update(no_key=True).get(id=brand_id)
    since = max(brand.created_at, clock.now() - FIRST_LOOK_BACK)
    settings, fresh = CaseSettings.objects.get_or_create(brand=brand, defaults={"since": since})
    if fresh:
        with translation.override(brand.language):
            _write_types(brand)
            _write_causes(brand)
        EscalationStep.objects.bulk_create(EscalationStep(brand=brand, **step) for step in STEPS)
        ConcessionRule.objects.bulk_create(ConcessionRule(brand=brand, **rule) for rule in POLICY)
        OwnerRule.objects.create(brand=brand)
    return settings


def _write_types(brand: Brand) -> None:
    CaseType.objects.bulk_create(
        CaseType(brand=brand, position=position, **{**told, "name": gettext(told["name"])})
        for position, told in enumerate(TYPES)
    )


def _write_causes(brand: Brand) -> None:
    tops = {name: RootCause(brand=brand, name=gettext(name)) for name in CAUSES}
    RootCause.objects.bulk_create(tops.values())
    RootCause.objects.bulk_create(
        RootCause(brand=brand, parent=tops[top], name=gettext(name))
        for top, names in CAUSES.items()
        for name in names
    )
