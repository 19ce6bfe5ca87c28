"""The page on which a customer sees the promise, without signing in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from memnun.cases.screens.status import status_of
from memnun.foundation import clock
from memnun.people.strangers import limited

MINUTE = 60


@limited("case-status", looks=60, acts=1, seconds=MINUTE)
@require_GET
def case_status(request: HttpRequest, token: str) -> HttpResponse:
    """Case number, state and promise; nothing else. Whatever is wrong with the token, nothing is found."""
    found = status_of(token)
    if found is None:
        raise Http404
    context = {"status": found, "now": clock.now()}
    with translation.override(found.language):
        response = render(request, "cases/status.html", context)
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
