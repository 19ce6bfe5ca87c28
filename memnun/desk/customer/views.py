"""The list of customers and a customer's page."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from memnun.customers.models import Customer, Group
from memnun.desk.customer import listing
from memnun.desk.customer.page import CustomerPage, questions
from memnun.desk.customer_pane import CustomerPane
from memnun.foundation.remembering import remembered
from memnun.interactions.models import Channel, Conversation
from memnun.people.asking_together import asked_together
from memnun.people.doors import StaffRequest, find_visible, staff_required


@require_GET
@staff_required
@remembered
def customer_list(request: StaffRequest) -> HttpResponse:
    """Customers, newest contact first or by name."""
    filters = listing.Filters.read(request.GET.dict())
    page = listing.customers(request.person, filters, request.GET.get("after", ""))
    shown = {
        "page": page,
        "filters": filters,
        "older": urlencode({**filters.query(), "after": page.older}) if page.older else "",
    }
    if request.htmx and request.GET.get("after"):
        return render(request, "desk/customers/_rows.html", shown)
    shown |= {
        "branches": listing.branches(request.person),
        "groups": Group.choices,
        "seen": listing.LAST_SEEN,
    }
    return render(request, "desk/customers/list.html", shown)


@require_GET
@staff_required
@remembered
def customer_detail(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """One customer over all channels."""
    customer = find_visible(Customer.objects.select_related("branch"), request.person, id=customer_id)
    if customer.merged_into_id:
        return redirect(reverse("customers:detail", args=[customer.merged_into_id]))
    page = CustomerPage(
        customer, request.person, channel=request.GET.get("channel", ""), before=request.GET.get("before", "")
    )
    shown = {"customer": customer, "page": page, "channels": Channel.choices}
    if request.htmx and request.GET.get("before"):
        return render(request, "desk/customers/_timeline.html", shown)
    shown["pane"] = CustomerPane(customer, Conversation(), request.person)
    with asked_together(questions(request.person, customer, page.channel, page.before)):
        return render(request, "desk/customers/detail.html", shown)
