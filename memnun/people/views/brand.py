"""The settings of the brand and its branches."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from memnun.people.actions import add_branch, change_branch, change_brand
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.forms.brand import BranchForm, BrandSettingsForm
from memnun.people.models import Branch, Role
from memnun.people.views.pages import form_page, posted, present_values


@at_least(Role.MANAGER)
def brand_settings(request: StaffRequest) -> HttpResponse:
    """Name, clock, language and sign-in rules of the brand."""
    brand = request.person.brand
    form = BrandSettingsForm(
        posted(request), person=request.person, initial=present_values(BrandSettingsForm, brand)
    )
    if request.method == "POST" and form.is_valid():
        change_brand(brand, by=request.person, values=form.cleaned_data)
        messages.success(request, _("The brand was changed."))
        return redirect("settings")
    return form_page(request, form, title=_("Brand"))


@at_least(Role.MANAGER)
def branch_list(request: StaffRequest) -> HttpResponse:
    """All branches, closed ones too."""
    branches = Branch.objects.visible_to(request.person)
    return render(request, "people/branches.html", {"branches": branches})


@at_least(Role.MANAGER)
def branch_create(request: StaffRequest) -> HttpResponse:
    """Open a branch."""
    form = BranchForm(posted(request), person=request.person, initial={"active": True})
    if request.method == "POST" and form.is_valid():
        branch = add_branch(brand=request.person.brand, by=request.person, values=form.cleaned_data)
        messages.success(request, _("The branch %(name)s was added.") % {"name": branch.name})
        return redirect("branches")
    return form_page(request, form, title=_("New branch"), back="branches")


@at_least(Role.MANAGER)
def branch_update(request: StaffRequest, branch_id: UUID) -> HttpResponse:
    """Change a branch."""
    branch = find_visible(Branch.objects, request.person, pk=branch_id)
    initial = present_values(BranchForm, branch)
    form = BranchForm(posted(request), person=request.person, row=branch, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_branch(branch, by=request.person, values=form.cleaned_data)
        messages.success(request, _("The branch %(name)s was changed.") % {"name": branch.name})
        return redirect("branches")
    return form_page(request, form, title=branch.name, back="branches")
