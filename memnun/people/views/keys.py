"""Keys of programs."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from memnun.people.actions import change_api_key, issue_api_key, revoke_api_key
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.forms.staff import ApiKeyForm
from memnun.people.models import ApiKey, Role
from memnun.people.views.pages import form_page, posted, present_values


@at_least(Role.MANAGER)
def api_key_list(request: StaffRequest) -> HttpResponse:
    """Keys in use first, then those that ended; newest first."""
    keys = ApiKey.objects.visible_to(request.person).select_related("created_by")
    context = {"used": keys.filter(revoked_at=None), "ended": keys.exclude(revoked_at=None)[:50]}
    return render(request, "people/api_keys.html", context)


@never_cache
@at_least(Role.MANAGER)
def api_key_create(request: StaffRequest) -> HttpResponse:
    """Make a key and show it, this once."""
    form = ApiKeyForm(posted(request), person=request.person)
    if request.method == "POST" and form.is_valid():
        key, token = issue_api_key(brand=request.person.brand, by=request.person, **form.cleaned_data)
        return render(request, "people/api_key_made.html", {"key": key, "token": token})
    return form_page(request, form, title=_("New API key"), back="api_keys", button=_("Make the key"))


@at_least(Role.MANAGER)
def api_key_update(request: StaffRequest, key_id: UUID) -> HttpResponse:
    """Change name, scopes or rate of a key in use."""
    key = find_visible(ApiKey.objects.filter(revoked_at=None), request.person, pk=key_id)
    form = ApiKeyForm(
        posted(request), person=request.person, row=key, initial=present_values(ApiKeyForm, key)
    )
    if request.method == "POST" and form.is_valid():
        change_api_key(key, by=request.person, values=form.cleaned_data)
        messages.success(request, _("The key %(name)s was changed.") % {"name": key.name})
        return redirect("api_keys")
    return form_page(request, form, title=key.name, back="api_keys")


@require_POST
@at_least(Role.MANAGER)
def api_key_revoke(request: StaffRequest, key_id: UUID) -> HttpResponse:
    """End a key at once."""
    key = find_visible(ApiKey.objects, request.person, pk=key_id)
    revoke_api_key(key, by=request.person)
    messages.success(request, _("The key %(name)s no longer opens anything.") % {"name": key.name})
    return redirect("api_keys")
