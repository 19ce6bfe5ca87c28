"""The filter panel and saved views."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from memnun.desk.inbox.filters import Filters
from memnun.desk.inbox.forms import FilterForm, SavedViewForm
from memnun.desk.inbox.tags import recent_tags
from memnun.desk.urls_of import inbox_address
from memnun.interactions.models import SavedView
from memnun.people.doors import StaffRequest, find_visible, staff_required
from memnun.people.models import Role


@require_GET
@staff_required
def filters(request: StaffRequest) -> HttpResponse:
    """The panel with all filters, the present ones set."""
    present = Filters.read(request.GET)
    shown = {
        "form": FilterForm(request.person, present),
        "query": present.query(),
        "known_tags": recent_tags(request.person),
    }
    template = "desk/inbox/_filters.html" if request.htmx else "desk/inbox/filters.html"
    return render(request, template, shown)


@require_POST
@staff_required
def view_create(request: StaffRequest) -> HttpResponse:
    """Keep the filters of the query string under a name."""
    kept = Filters.read(request.GET)
    form = SavedViewForm(request.POST, instance=SavedView(brand=request.person.brand, owner=request.person))
    if not form.is_valid():
        messages.error(request, _("Give the view a name of at most 60 letters."))
    elif SavedView.objects.filter(owner=request.person, name=form.cleaned_data["name"]).exists():
        messages.error(request, _("You already have a view with this name; choose another."))
    else:
        view = form.save(commit=False)
        view.filters = kept.as_lists()
        view.save()
        messages.success(request, _("The view was saved; it stands in the menu above the list."))
    return redirect(inbox_address(kept.query()))


@require_POST
@staff_required
def view_removal(request: StaffRequest, saved_view_id: UUID) -> HttpResponse:
    """Remove a view of one's own; managers may remove shared ones."""
    mine = Q(owner=request.person)
    if request.person.is_at_least(Role.MANAGER):
        mine |= Q(shared=True)
    view = find_visible(SavedView.objects.filter(mine), request.person, id=saved_view_id)
    view.delete()
    messages.success(request, _("The view “{name}” was removed.").format(name=view.name))
    return redirect(reverse("desk:inbox"))
