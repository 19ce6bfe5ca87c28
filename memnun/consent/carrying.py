"""Consents, wishes and decisions move along when two customers become one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Model

from memnun.consent.actions.wishing import WISHES
from memnun.consent.models import (
    Consent,
    GateDecision,
    NoticeShown,
    Preference,
    PreferenceLink,
    Suppression,
)
from memnun.customers.carrying import carry
from memnun.customers.models import Customer

MOVED: tuple[type[Model], ...] = (Consent, GateDecision, NoticeShown, PreferenceLink)


class Permissions:
    """What the brand may send to a customer, and what it did."""

    name = "consent"

    def absorb(self, *, kept: UUID, absorbed: UUID) -> dict[str, Any]:
        moved = {}
        for model in MOVED:
            rows = model._default_manager.filter(customer_id=absorbed)
            moved[model._meta.model_name] = [str(id) for id in rows.values_list("pk", flat=True)]
            rows.update(customer_id=kept)
        return {
            "rows": moved,
            "wishes": self._join_wishes(kept, absorbed),
            "listed": self._join_list(kept, absorbed),
        }

    def part(self, moved: dict[str, Any], *, kept: UUID, absorbed: UUID) -> None:
        for model in MOVED:
            ids = moved["rows"][model._meta.model_name]
            model._default_manager.filter(pk__in=ids, customer_id=kept).update(customer_id=absorbed)
        wishes = moved["wishes"]
        if wishes:
            _restore(absorbed, wishes["absorbed"])
            now = _wishes(kept)
            if wishes["made"] and now == wishes["joined"]:
                Preference.objects.filter(customer_id=kept).delete()
            elif now:
                _restore(
                    kept, {n: wishes["kept"][n] if now[n] == wishes["joined"][n] else now[n] for n in now}
                )
        Suppression.objects.filter(id__in=moved["listed"]).update(customer_id=absorbed)

    def _join_wishes(self, kept: UUID, absorbed: UUID) -> dict[str, Any]:
        """The stricter wish of the two holds: off in one is off, on only where both say nothing against it."""
        theirs = _wishes(absorbed)
        if theirs is None:
            return {}
        ours = _wishes(kept)
        other = ours or {"everything_off": False, "channels_off": [], "channels_on": [], "topics_off": []}
        off = sorted({*other["channels_off"], *theirs["channels_off"]})
        joined = {
            "everything_off": other["everything_off"] or theirs["everything_off"],
            "channels_off": off,
            "channels_on": sorted({*other["channels_on"], *theirs["channels_on"]} - set(off)),
            "topics_off": sorted({*other["topics_off"], *theirs["topics_off"]}),
        }
        _restore(kept, joined)
        return {"absorbed": theirs, "kept": other, "made": ours is None, "joined": joined}

    def _join_list(self, kept: UUID, absorbed: UUID) -> list[str]:
        """A standing suppression moves unless the one kept has one of their own, which then stands for both."""
        if Suppression.objects.standing().filter(customer_id=kept).exists():
            return []
        rows = Suppression.objects.standing().filter(customer_id=absorbed)
        ids = [str(id) for id in rows.values_list("id", flat=True)]
        rows.update(customer_id=kept)
        return ids


def _wishes(customer: UUID) -> dict[str, Any] | None:
    row = Preference.objects.filter(customer_id=customer).values(*WISHES).first()
    return dict(row) if row else None


def _restore(customer: UUID, wishes: dict[str, Any]) -> None:
    if Preference.objects.filter(customer_id=customer).update(**wishes):
        return
    brand = Customer.objects.values_list("brand_id", flat=True).get(id=customer)
    Preference.objects.create(customer_id=customer, brand_id=brand, **wishes)


carry(Permissions())
