"""What the gate said lately, and each of its answers line by line."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from memnun.consent.models import GateDecision, Purpose, Verdict
from memnun.consent.reading import tell_reason
from memnun.consent.words import tell_steps
from memnun.foundation.ids import read_uuid
from memnun.foundation.paging import Order, Place
from memnun.people.doors import StaffRequest, find_visible, staff_required

SHOWN = 50
FILTERS = ("verdict", "purpose", "channel", "customer")


@require_GET
@staff_required
def decisions(request: StaffRequest) -> HttpResponse:
    """Newest first, by verdict, purpose, channel or customer."""
    kept = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    rows = GateDecision.objects.visible_to(request.person).select_related("customer")
    if kept.get("verdict") in Verdict.values:
        rows = rows.filter(verdict=kept["verdict"])
    if kept.get("purpose") in Purpose.values:
        rows = rows.filter(purpose=kept["purpose"])
    if channel := kept.get("channel"):
        rows = rows.filter(channel=channel)
    if customer := read_uuid(kept.get("customer", "")):
        rows = rows.filter(customer=customer)
    page = Order("at").page(rows, after=Place.read(request.GET.get("after")), size=SHOWN)
    shown = {
        "rows": [(row, tell_reason(row)) for row in page.rows],
        "older": page.older,
        "kept": kept,
        "verdicts": Verdict.choices,
        "purposes": Purpose.choices,
    }
    return render(request, "consent/settings/decisions.html", shown)


@require_GET
@staff_required
def decision(request: StaffRequest, gate_decision_id: UUID) -> HttpResponse:
    """One answer, line by line."""
    row = find_visible(GateDecision.objects.select_related("customer"), request.person, id=gate_decision_id)
    return render(
        request, "consent/settings/decision.html", {"row": row, "lines": tell_steps(_steps(row.steps))}
    )


def _steps(steps: object) -> list[dict[str, object]]:
    return [step for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []
