"""The board of the three groups, a customer beside it, and a person's word against the evidence."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from memnun.customers.models import Customer, Group
from memnun.foundation.ids import read_uuid
from memnun.foundation.remembering import remembered
from memnun.people.doors import StaffRequest, find_visible, may_act, staff_required
from memnun.segments import board as boards
from memnun.segments.actions import NotOverruled, overrule, take_back_overrule
from memnun.segments.forms import OverruleForm
from memnun.segments.grounds import kept_grounds, seen, where_seen
from memnun.segments.models import Movement, Standing

MOST_MOVEMENTS = 30
MOST_GROUNDS = 6


@require_GET
@staff_required
@remembered
def board(request: StaffRequest) -> HttpResponse:
    """Three columns, newest movement first; `customer` in the address opens that customer beside them."""
    counts = boards.count_groups(request.person)
    shown: dict[str, Any] = {
        "columns": boards.columns(request.person, counts),
        "unknown": counts[Group.UNKNOWN],
    }
    if chosen := read_uuid(request.GET.get("customer", "")):
        shown |= _beside(request, find_visible(Customer.objects, request.person, id=chosen))
    return render(request, "segments/board.html", shown)


@require_GET
@staff_required
@remembered
def column(request: StaffRequest, group: str) -> HttpResponse:
    """One column, whole for a refresh, or its next page."""
    if group not in boards.COLUMNS:
        raise Http404
    if after := request.GET.get("after", ""):
        cards, following = boards.cards(request.person, group, after)
        shown = {"group": group, "cards": cards, "following": following}
        return render(request, "segments/_cards.html", {"column": shown})
    counts = boards.count_groups(request.person)
    [shown_column] = boards.columns(request.person, counts, [group])
    return render(request, "segments/_column.html", {"column": shown_column})


@require_GET
@staff_required
def beside(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """Why a customer stands where they stand, for the panel beside the board."""
    customer = find_visible(Customer.objects, request.person, id=customer_id)
    if not request.htmx:
        return redirect(_address(customer))
    return render(request, "segments/_beside.html", _beside(request, customer))


def _beside(request: StaffRequest, customer: Customer, form: OverruleForm | None = None) -> dict[str, Any]:
    standing = (
        Standing.objects.visible_to(request.person)
        .select_related("overruled_by")
        .filter(customer=customer)
        .first()
    )
    movements = Movement.objects.visible_to(request.person).select_related("by").filter(customer=customer)
    kept = {group: kept_grounds(standing, group, MOST_GROUNDS) for group in boards.COLUMNS}
    every = [ground for grounds in kept.values() for ground in grounds]
    places = where_seen(request.person, every)
    return {
        "customer": customer,
        "standing": standing,
        "grounds": [(group, ground) for group, own in kept.items() for ground in seen(own, places)],
        "hidden_grounds": sum(ground.interaction not in places for ground in every),
        "movements": list(movements.order_by("-at", "-id")[:MOST_MOVEMENTS]),
        "form": form or OverruleForm(initial={"group": customer.group}),
    }


@require_POST
@may_act
def overrule_create(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """Put the customer into a group by hand, with a reason."""
    customer = find_visible(Customer.objects, request.person, id=customer_id)
    form = OverruleForm(request.POST)
    if not form.is_valid():
        template = "segments/_beside.html" if request.htmx else "segments/overrule.html"
        return render(request, template, _beside(request, customer, form), status=422)
    overrule(
        customer, group=form.cleaned_data["group"], reason=form.cleaned_data["reason"], by=request.person
    )
    return _answer(
        request, customer, _("The customer stands where you put them, until newer contacts speak otherwise.")
    )


@require_POST
@may_act
def overrule_delete(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """Let the evidence decide again."""
    customer = find_visible(Customer.objects, request.person, id=customer_id)
    try:
        take_back_overrule(customer, by=request.person)
    except NotOverruled:
        return _answer(request, customer, _("The evidence decides already."))
    return _answer(request, customer, _("The evidence decides again."))


def _answer(request: StaffRequest, customer: Customer, text: str) -> HttpResponse:
    customer.refresh_from_db()
    if request.htmx:
        return render(request, "segments/_beside.html", {**_beside(request, customer), "told": text})
    messages.info(request, text)
    return redirect(_address(customer))


def _address(customer: Customer) -> str:
    return f"{reverse('segments:board')}?customer={customer.id}"
