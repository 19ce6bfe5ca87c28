"""What this room knows of a customer: given out to them, and erased.

Erasing takes every word that could tell of a person and leaves what statistics need: types, topics, causes,
times, amounts, whether promises were kept. The log's sentences about cases go with the log's own erasure.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.cases.models import (
    Awaiting,
    Case,
    Concession,
    FollowUp,
    Promise,
    Resolution,
)
from memnun.customers.models import Customer
from memnun.foundation import clock

PRIVACY = "privacy"


class StillOwed(ValueError):
    """Something is owed to the customer that cannot be done for somebody unknown; the text names the cases."""


def export(customer: Customer) -> list[dict[str, Any]]:
    """Their cases, newest first, with promises, concessions and solutions, as JSON-ready values."""
    rows = Case.objects.of_customer(customer.id).select_related("type")
    related = rows.prefetch_related("promises", "concessions", "resolutions", "follow_ups")
    return [_told(case) for case in related]


@transaction.atomic
def erase(customer: Customer) -> dict[str, int]:
    """Take the words out of the customer's cases and close their status pages; returns how many rows of each kind.

    Raises StillOwed while a case is open that is not itself about their data.
    """
    cases = Case.objects.filter(customer=customer).select_for_update()
    owed = cases.open().exclude(type__key=PRIVACY).order_by("number")
    if labels := [case.label for case in owed]:
        raise StillOwed(
            _("These cases are still open: {cases}. Solve them first.").format(cases=", ".join(labels))
        )
    ids = list(cases.values_list("id", flat=True))
    return {
        "cases": Case.objects.filter(id__in=ids).update(title="", next_step_text="", erased_at=clock.now()),
        "promises": Promise.objects.filter(case__in=ids).update(text="", reason=""),
        "concessions": Concession.objects.filter(case__in=ids).update(
            reason="", details="", decision_reason=""
        ),
        "solutions": Resolution.objects.filter(case__in=ids).update(done=""),
        "follow_ups": FollowUp.objects.filter(case__in=ids).update(reason=""),
        "waits": Awaiting.objects.filter(case__in=ids).update(what=""),
    }


def _told(case: Case) -> dict[str, Any]:
    return {
        "number": case.label,
        "type": case.type.name,
        "about": case.title,
        "state": case.state,
        "opened_at": case.opened_at.isoformat(),
        "resolved_at": case.resolved_at.isoformat() if case.resolved_at else None,
        "promises": [
            {"text": row.text, "due_at": row.due_at.isoformat(), "state": row.state}
            for row in case.promises.all()
        ],
        "given": [
            {"kind": row.kind, "amount": str(row.amount), "currency": row.currency, "state": row.state}
            for row in case.concessions.all()
        ],
        "solutions": [
            {"done": row.done, "at": row.at.isoformat(), "satisfied": row.satisfied}
            for row in case.resolutions.all()
        ],
        "asked_again": [{"state": row.state} for row in case.follow_ups.all()],
    }
