"""Renaming, merging and removing tags."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from memnun.desk.inbox.tags import all_tags
from memnun.interactions.actions.tag_keeping import remove_tag, rename_tag
from memnun.interactions.actions.tagging import InvalidTag
from memnun.people.doors import StaffRequest, at_least
from memnun.people.models import Role


@require_GET
@at_least(Role.MANAGER)
def tags(request: StaffRequest) -> HttpResponse:
    """Every tag with its count."""
    return render(request, "desk/tags/tags.html", {"tags": all_tags(request.person)})


@require_POST
@at_least(Role.MANAGER)
def rename(request: StaffRequest) -> HttpResponse:
    """Give a tag another name; a name that is taken joins the two."""
    try:
        count = rename_tag(request.POST.get("name", ""), to=request.POST.get("to", ""), by=request.person)
    except InvalidTag as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _changed(count))
    return redirect("desk:tags")


@require_POST
@at_least(Role.MANAGER)
def remove(request: StaffRequest) -> HttpResponse:
    """Take a tag off every conversation."""
    try:
        count = remove_tag(request.POST.get("name", ""), by=request.person)
    except InvalidTag as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _changed(count))
    return redirect("desk:tags")


def _changed(count: int) -> str:
    if not count:
        return _("Nothing had to be changed.")
    return ngettext("{count} conversation was changed.", "{count} conversations were changed.", count).format(
        count=count
    )
