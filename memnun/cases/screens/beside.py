"""What other rooms' pages show of a customer's cases."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from memnun.cases.models import Case, Concession, Promise
from memnun.events.models import Viewer
from memnun.people.written import written_once

MOST_BESIDE = 4
MOST_OF_CUSTOMER = 20


@written_once
def open_cases(viewer: Viewer, customer_id: UUID) -> QuerySet[Case]:
    """The customer's open cases with their open promises as `standing`."""
    promises = Prefetch("promises", queryset=Promise.objects.open().order_by("due_at"), to_attr="standing")
    seen = Case.objects.visible_to(viewer).of_customer(customer_id).open()
    return seen.select_related("type", "assignee").prefetch_related(promises)[:MOST_BESIDE]


@written_once
def cases_of(viewer: Viewer, customer_id: UUID) -> QuerySet[Case]:
    """All of a customer's cases with their open promises as `standing`, newest first."""
    promises = Prefetch("promises", queryset=Promise.objects.open(), to_attr="standing")
    seen = Case.objects.visible_to(viewer).of_customer(customer_id)
    return seen.select_related("type", "assignee").prefetch_related(promises)[:MOST_OF_CUSTOMER]


@written_once
def amounts_given(viewer: Viewer, customer_id: UUID) -> QuerySet[Concession, Decimal]:
    """What each concession that was not taken back was worth."""
    given = Concession.objects.visible_to(viewer).filter(customer=customer_id).given()
    return given.values_list("amount", flat=True)


@written_once
def newest_given(viewer: Viewer, customer_id: UUID) -> QuerySet[Concession]:
    """What was given last to make good, with its case."""
    given = Concession.objects.visible_to(viewer).filter(customer=customer_id).given()
    return given.select_related("case").order_by("-decided_at", "-id")[:MOST_BESIDE]
