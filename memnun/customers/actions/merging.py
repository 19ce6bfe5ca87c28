"""Two customers who are one become one, and can be parted again exactly."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from memnun.customers import events as acts
from memnun.customers.carrying import CARRIERS
from memnun.customers.models import Customer, CustomerMerge, DuplicateProposal, Identity
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.people.models import Person

FILLED_IF_BLANK = [
    "name", "hitap", "hitap_text", "age_band", "education", "income_band", "marital_status", "province", "district",
    "branch_id", "preferred_hours",
]  # fmt: skip


class CannotMerge(ValueError):
    """The customers cannot be merged or parted; the text says why."""


@transaction.atomic
def merge(absorbed: Customer, *, into: Customer, by: Person | None, reason: str = "") -> CustomerMerge:
    """Move everything of `absorbed` to `into`; blanks are filled, nothing that stands is overwritten.

    Raises CannotMerge when they are one, of different brands, or either was merged already.
    """
    absorbed, kept = _lock(absorbed, into)
    if absorbed.id == kept.id:
        raise CannotMerge(_("A customer cannot be merged with themselves."))
    if absorbed.brand_id != kept.brand_id:
        raise CannotMerge(_("These customers belong to different brands."))
    if absorbed.merged_into_id or kept.merged_into_id:
        raise CannotMerge(_("One of these customers was already merged."))
    before: dict[str, Any] = {"kept": _kept(kept), "absorbed": _kept(absorbed)}
    before["identities"] = _move_identities(absorbed, kept)
    before["carried"] = {
        name: carrier.absorb(kept=kept.id, absorbed=absorbed.id) for name, carrier in sorted(CARRIERS.items())
    }
    _join(kept, absorbed)
    before["joined"] = _kept(kept)
    done = CustomerMerge.objects.create(
        brand_id=kept.brand_id, kept=kept, absorbed=absorbed, reason=reason[:300], before=before, by=by
    )
    pair = Q(first=kept, second=absorbed) | Q(first=absorbed, second=kept)
    open_pair = DuplicateProposal.objects.filter(pair, state=DuplicateProposal.State.OPEN)
    open_pair.update(state=DuplicateProposal.State.MERGED, decided_by=by, decided_at=done.at)
    record(
        acts.MERGED,
        brand_id=kept.brand_id,
        by=by,
        customer_id=kept.id,
        subject_id=done.id,
        absorbed=str(absorbed),
    )
    return done


@transaction.atomic
def unmerge(done: CustomerMerge, *, by: Person | None) -> CustomerMerge:
    """Part two merged customers: what was moved goes back, with what came since in the same conversations.

    Everything else that came since stays with the one kept.

    Raises CannotMerge when it was undone already, or the one kept was merged on in the meantime.
    """
    done = CustomerMerge.objects.select_for_update(no_key=True).get(id=done.id)
    if done.undone_at:
        raise CannotMerge(_("These customers were already parted."))
    absorbed, kept = _lock(done.absorbed, done.kept)
    if kept.merged_into_id or absorbed.merged_into_id != kept.id:
        raise CannotMerge(_("This customer was merged on since then; undo that first."))
    _return_identities(done.before["identities"], absorbed)
    _restore(absorbed.id, done.before["absorbed"])
    _unjoin(kept, done.before)
    for name, moved in done.before["carried"].items():
        CARRIERS[name].part(moved, kept=kept.id, absorbed=absorbed.id)
    done.undone_by, done.undone_at = by, clock.now()
    done.save(update_fields=["undone_by", "undone_at"])
    record(
        acts.UNMERGED,
        brand_id=kept.brand_id,
        by=by,
        customer_id=kept.id,
        subject_id=done.id,
        absorbed=done.before["absorbed"]["name"],
    )
    return done


def _lock(*customers: Customer) -> list[Customer]:
    ids = [customer.id for customer in customers]
    rows = {
        row.id: row
        for row in Customer.objects.select_for_update(no_key=True).filter(id__in=ids).order_by("id")
    }
    return [rows[id] for id in ids]


def _join(kept: Customer, absorbed: Customer) -> None:
    for name in FILLED_IF_BLANK:
        if not getattr(kept, name):
            setattr(kept, name, getattr(absorbed, name))
    kept.facts = {**absorbed.facts, **kept.facts}
    kept.preferred_channels = list(dict.fromkeys([*kept.preferred_channels, *absorbed.preferred_channels]))
    kept.interactions_count += absorbed.interactions_count
    kept.first_seen_at = min(kept.first_seen_at, absorbed.first_seen_at)
    kept.last_seen_at = max(kept.last_seen_at, absorbed.last_seen_at)
    kept.regroup_at = clock.now()
    kept.save()
    absorbed.merged_into, absorbed.regroup_at = kept, None
    absorbed.save()


def _unjoin(kept: Customer, before: dict[str, Any]) -> None:
    """Fields that still are as the merge left them go back; what people changed since stays."""
    now, joined, earlier = _kept(kept), before["joined"], before["kept"]
    fields = {name: earlier[name] if now[name] == joined[name] else now[name] for name in now}
    since = kept.interactions_count - joined["interactions_count"]
    fields["interactions_count"] = earlier["interactions_count"] + since
    _restore(kept.id, fields)
    if since or now["group"] != joined["group"]:
        Customer.objects.filter(id=kept.id).update(regroup_at=clock.now())


def _move_identities(absorbed: Customer, kept: Customer) -> dict[str, Any]:
    """Identities move; a claimed one the other already has is set aside and comes back on parting."""
    held = set(kept.identities.values_list("kind", "value", "scope"))
    moved: list[str] = []
    aside: list[dict[str, Any]] = []
    for identity in absorbed.identities.order_by("id"):
        if (identity.kind, identity.value, identity.scope) in held:
            aside += _plain(identity)
            identity.delete()
        else:
            moved.append(str(identity.id))
    Identity.objects.filter(id__in=moved).update(customer=kept)
    return {"moved": moved, "aside": aside}


def _return_identities(before: dict[str, Any], absorbed: Customer) -> None:
    Identity.objects.filter(id__in=before["moved"]).update(customer=absorbed)
    for restored in serializers.deserialize("python", before["aside"]):
        restored.save()


def _plain(row: Any) -> list[dict[str, Any]]:
    """A row as JSON-ready values, exact to the microsecond."""
    told = serializers.serialize("python", [row])
    return json.loads(json.dumps(told, cls=Exact))  # type: ignore[no-any-return]


class Exact(DjangoJSONEncoder):
    """Keeps microseconds, which Django's own encoder cuts to milliseconds."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if hasattr(value, "isoformat") else super().default(value)


def _kept(customer: Customer) -> dict[str, Any]:
    return dict(_plain(customer)[0]["fields"])


def _restore(customer_id: UUID, fields: dict[str, Any]) -> None:
    told = [{"model": "customers.customer", "pk": str(customer_id), "fields": fields}]
    for restored in serializers.deserialize("python", told):
        restored.save()
