"""Changing customers on screen: adding, editing, identities, duplicates, merging and parting."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from memnun.customers.actions import (
    CannotEdit,
    CannotMerge,
    add_customer,
    add_identity,
    dismiss_duplicate,
    edit,
    merge,
    remove_identity,
    unmerge,
    version_of,
)
from memnun.customers.models import Customer, CustomerMerge, DuplicateProposal, Identity
from memnun.desk.customer.forms import CustomerForm, IdentityForm, NewCustomerForm
from memnun.desk.customer.pairs import pair_up
from memnun.foundation.ids import read_uuid
from memnun.people.doors import StaffRequest, find_visible, may_act, staff_required

SHOWN = 30


@require_http_methods(["GET", "POST"])
@may_act
def customer_create(request: StaffRequest) -> HttpResponse:
    """Add a customer by hand."""
    form = NewCustomerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_customer(brand=request.person.brand, by=request.person, **form.cleaned_data)
            return redirect("customers:detail", made.id)
        except CannotEdit as problem:
            form.add_error(None, str(problem))
    return render(request, "desk/customers/new.html", {"form": form}, status=_status(request))


@require_http_methods(["GET", "POST"])
@may_act
def customer_edit(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """Change what is known; refused, with nothing lost, when somebody else did meanwhile."""
    customer = find_visible(Customer.objects, request.person, id=customer_id)
    seen = version_of(customer)
    form = CustomerForm(request.person, request.POST or None, instance=customer)
    if request.method == "POST" and form.is_valid():
        try:
            edit(customer, changes=form.changes(), seen=request.POST.get("seen", ""), by=request.person)
            return redirect("customers:detail", customer_id)
        except CannotEdit as problem:
            form.add_error(None, str(problem))
    shown = {"customer": customer, "form": form, "seen": seen}
    return render(request, "desk/customers/edit.html", shown, status=_status(request))


@require_POST
@may_act
def identity_create(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """Add an address or number."""
    customer = find_visible(Customer.objects, request.person, id=customer_id)
    form = IdentityForm(request.POST)
    if form.is_valid():
        try:
            add_identity(customer, by=request.person, **form.cleaned_data)
        except CannotEdit as problem:
            messages.error(request, str(problem))
    else:
        messages.error(request, _("Please give an address or a number."))
    return redirect("customers:detail", customer.id)


@require_POST
@may_act
def identity_delete(request: StaffRequest, identity_id: UUID) -> HttpResponse:
    """Remove an address or number."""
    identity = find_visible(Identity.objects, request.person, id=identity_id)
    remove_identity(identity, by=request.person)
    return redirect("customers:detail", identity.customer_id)


@require_GET
@staff_required
def duplicates(request: StaffRequest) -> HttpResponse:
    """Pairs who may be one, the most likely first; of one customer when `customer` is named."""
    rows = DuplicateProposal.objects.visible_to(request.person).filter(state=DuplicateProposal.State.OPEN)
    rows = rows.filter(first__merged_into=None, second__merged_into=None)
    if wanted := read_uuid(request.GET.get("customer", "")):
        rows = rows.filter(Q(first=wanted) | Q(second=wanted))
    found = rows.select_related("first", "second").prefetch_related("first__identities", "second__identities")
    pairs = pair_up(found.order_by("-score", "id")[:SHOWN])
    shown = {"pairs": pairs, "count": rows.count(), "some": SHOWN}
    return render(request, "desk/customers/duplicates.html", shown)


@require_POST
@may_act
def duplicate_merge(request: StaffRequest, proposal_id: UUID) -> HttpResponse:
    """Merge a pair; `kept` says which of the two stays."""
    proposal = find_visible(DuplicateProposal.objects, request.person, id=proposal_id)
    kept, absorbed = proposal.first, proposal.second
    if request.POST.get("kept") == str(proposal.second_id):
        kept, absorbed = absorbed, kept
    return _merge(request, absorbed, kept)


@require_POST
@may_act
def duplicate_dismiss(request: StaffRequest, proposal_id: UUID) -> HttpResponse:
    """These are different people."""
    dismiss_duplicate(
        find_visible(DuplicateProposal.objects, request.person, id=proposal_id), by=request.person
    )
    messages.info(request, _("They stay apart and are not proposed again."))
    return redirect("customers:duplicates")


def _merge(request: StaffRequest, absorbed: Customer, kept: Customer) -> HttpResponse:
    try:
        merge(absorbed, into=kept, by=request.person)
    except CannotMerge as problem:
        messages.error(request, str(problem))
        return redirect("customers:duplicates")
    messages.info(request, _("They are one customer now. You can part them on this page at any time."))
    return redirect("customers:detail", kept.id)


@require_POST
@may_act
def merge_undo(request: StaffRequest, merge_id: UUID) -> HttpResponse:
    """Part two merged customers."""
    done = find_visible(CustomerMerge.objects, request.person, id=merge_id)
    try:
        unmerge(done, by=request.person)
        messages.info(request, _("They are two customers again. What came since the merge stayed here."))
    except CannotMerge as problem:
        messages.error(request, str(problem))
    return redirect("customers:detail", done.kept_id)


def _status(request: StaffRequest) -> int:
    return 422 if request.method == "POST" else 200
