"""Erasing a customer, and the log of destructions."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from memnun.customers.models import Customer
from memnun.foundation.ids import read_uuid
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role
from memnun.people.views.pages import posted
from memnun.privacy.erasing import CannotErase, erase
from memnun.privacy.forms import ErasureForm, RetentionForm
from memnun.privacy.models import Destruction, RetentionRule
from memnun.privacy.retention.actions import set_retention

PAGE = 50


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def customer_erasure(request: StaffRequest, customer_id: UUID) -> HttpResponse:
    """What goes, what stays, and the button."""
    customer = find_visible(Customer.objects, request.person, pk=customer_id)
    form = ErasureForm(posted(request), expected=str(customer))
    if form.is_bound and form.is_valid():
        try:
            erase(customer, ground=form.cleaned_data["ground"], by=request.person)
        except CannotErase as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Erased. What was destroyed stands in the log."))
            return redirect("destructions")
    shown = {"customer": customer, "form": form}
    return render(request, "privacy/erasure.html", shown, status=422 if form.errors else 200)


@require_GET
@at_least(Role.MANAGER)
def destructions(request: StaffRequest) -> HttpResponse:
    """The log, newest first."""
    rows = Destruction.objects.visible_to(request.person).select_related("by").order_by("-id")
    if before := read_uuid(request.GET.get("before", "")):
        rows = rows.filter(id__lt=before)
    found = list(rows[: PAGE + 1])
    shown = [{"done": one, "count": sum(one.rows.values())} for one in found[:PAGE]]
    older = f"?before={found[PAGE - 1].id}" if len(found) > PAGE else ""
    return render(request, "privacy/destructions.html", {"shown": shown, "older": older})


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def retention(request: StaffRequest) -> HttpResponse:
    """How long what is kept, and when it was last destroyed."""
    rules = list(RetentionRule.objects.visible_to(request.person).order_by("category"))
    form = RetentionForm(posted(request), present={rule.category: rule.months for rule in rules})
    if form.is_bound and form.is_valid():
        set_retention(request.person.brand, form.months(), by=request.person)
        messages.success(request, _("Kept. The next night destroys what is past its time."))
        return redirect("retention")
    shown = {"form": form, "ran": max((rule.ran_at for rule in rules if rule.ran_at), default=None)}
    return render(request, "privacy/retention.html", shown, status=422 if form.errors else 200)
