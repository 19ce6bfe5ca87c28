"""Changing what a customer wishes about contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from memnun.consent import events as acts
from memnun.consent.actions.refusing import TYPES_OF, refuse
from memnun.consent.models import ConsentSource, ConsentState, ConsentStatus, Preference
from memnun.customers.models import Customer, IdentityKind
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.people.models import Person

LABELS = {
    "everything_off": _("everything off"),
    "channels_off": _("channels"),
    "channels_on": _("channels"),
    "topics_off": _("topics"),
    "hours": _("hours"),
}
WISHES = ("everything_off", "channels_off", "channels_on", "topics_off")


@transaction.atomic
def change_wishes(
    customer: Customer,
    *,
    wishes: Mapping[str, Any],
    hours: dict[str, list[str]] | None = None,
    by: Person | None = None,
    evidence: dict[str, Any] | None = None,
) -> Preference:
    """Set the named wishes (of WISHES) and, when given, the customer's own hours.

    Switching everything off also refuses whatever the customer had consented to, at every address.
    """
    customer = Customer.objects.select_for_update(no_key=True).get(id=customer.id)
    preference, _new = Preference.objects.get_or_create(
        customer=customer, defaults={"brand_id": customer.brand_id}
    )
    before = {name: getattr(preference, name) for name in WISHES} | {"hours": customer.preferred_hours}
    for name in WISHES:
        value = wishes.get(name, before[name])
        setattr(preference, name, sorted(set(value)) if isinstance(value, list) else value)
    preference.changed_at = clock.now()
    preference.save()
    if hours is not None and hours != customer.preferred_hours:
        customer.preferred_hours = hours
        customer.save(update_fields=["preferred_hours"])
    after = {name: getattr(preference, name) for name in WISHES} | {"hours": customer.preferred_hours}
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        record(
            acts.WISHES_CHANGED, brand_id=customer.brand_id, by=by, customer_id=customer.id,
            changes=", ".join(dict.fromkeys(str(LABELS[name]) for name in changed)), before=before, after=after, evidence=evidence or {},
        )  # fmt: skip
    if preference.everything_off and not before["everything_off"]:
        _refuse_everywhere(customer, by, evidence or {})
    return preference


def _refuse_everywhere(customer: Customer, by: Person | None, evidence: dict[str, Any]) -> None:
    proven = customer.identities.filter(claimed=False, kind__in=[IdentityKind.EMAIL, IdentityKind.PHONE])
    kinds = dict(proven.values_list("value", "kind"))
    standing = ConsentState.objects.filter(
        brand_id=customer.brand_id, address__in=kinds, status=ConsentStatus.ONAY
    ).values_list("address", flat=True)
    for address in sorted(set(standing)):
        refuse(
            customer.brand, address=address, types=TYPES_OF[IdentityKind(kinds[address])],
            source=ConsentSource.HS_CAGRI_MERKEZI if by else ConsentSource.HS_WEB,
            evidence=evidence, customer_id=customer.id, by=by,
        )  # fmt: skip
