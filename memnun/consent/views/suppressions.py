"""The list of those whom nobody writes to."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from memnun.consent.actions import CannotSuppress, lift, read_address, suppress
from memnun.consent.actions.suppressing import suppress_many
from memnun.consent.forms.suppressions import SuppressionForm, SuppressionImportForm
from memnun.consent.models import Suppression
from memnun.foundation.paging import Order, Place
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role
from memnun.people.views.pages import form_page, posted

SHOWN = 50


@require_GET
@at_least(Role.MANAGER)
def suppressions(request: StaffRequest) -> HttpResponse:
    """Who is on the list, newest first; with `lifted=1` also who was."""
    rows = Suppression.objects.visible_to(request.person).select_related("customer", "by", "lifted_by")
    everybody = request.GET.get("lifted") == "1"
    if not everybody:
        rows = rows.standing()
    if wanted := request.GET.get("q", "").strip():
        rows = rows.filter(address__contains=wanted.lower())
    page = Order("at").page(rows, after=Place.read(request.GET.get("after")), size=SHOWN)
    shown = {
        "rows": page.rows,
        "older": page.older,
        "everybody": everybody,
        "q": wanted,
        "form": SuppressionForm(),
    }
    return render(request, "consent/settings/suppressions.html", shown)


@require_POST
@at_least(Role.MANAGER)
def suppression_create(request: StaffRequest) -> HttpResponse:
    """Put one address on the list."""
    form = SuppressionForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            address = read_address(told["address"])
        except CannotSuppress as refusal:
            form.add_error("address", str(refusal))
        else:
            suppress(
                request.person.brand,
                address=address,
                reason=told["reason"],
                note=told["note"],
                by=request.person,
            )
            messages.success(request, _("Nothing more goes to this address."))
            return redirect("consent:suppressions")
    return form_page(request, form, title=_("List of no contact"), back="consent:suppressions")


@require_http_methods(["GET", "POST"])
@at_least(Role.MANAGER)
def suppression_import(request: StaffRequest) -> HttpResponse:
    """Put many addresses on the list; what cannot be read comes back to be mended."""
    form = SuppressionImportForm(posted(request))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        added, wrong = suppress_many(
            request.person.brand,
            texts=told["addresses"].splitlines(),
            reason=told["reason"],
            by=request.person,
        )
        said = ngettext("%(count)d address was added.", "%(count)d addresses were added.", added)
        messages.success(request, said % {"count": added})
        if not wrong:
            return redirect("consent:suppressions")
        form = SuppressionImportForm(initial={"addresses": "\n".join(wrong), "reason": told["reason"]})
        words = _("These lines could not be read; the others are on the list.")
        return form_page(
            request, form, title=_("Add many addresses"), words=words, back="consent:suppressions"
        )
    return form_page(request, form, title=_("Add many addresses"), back="consent:suppressions")


@require_POST
@at_least(Role.MANAGER)
def suppression_lift(request: StaffRequest, suppression_id: UUID) -> HttpResponse:
    """Take somebody off the list, with a reason."""
    row = find_visible(Suppression.objects, request.person, id=suppression_id)
    try:
        lift(row, why=request.POST.get("why", ""), by=request.person)
    except CannotSuppress as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken off the list."))
    return redirect("consent:suppressions")
