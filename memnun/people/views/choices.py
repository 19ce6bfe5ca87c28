"""Choosing a brand and a language, and the first steps of an account that has no brand yet."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_GET, require_POST

from memnun.people.middleware import SESSION_BRAND

YEAR = 365 * 24 * 3600


@require_POST
@login_required
def brand_switch(request: HttpRequest, brand_id: UUID) -> HttpResponse:
    """Work for another of the account's brands from now on."""
    person = request.person  # type: ignore[attr-defined]
    if not person or brand_id not in {each.brand_id for each in person.account_people}:
        raise Http404
    request.session[SESSION_BRAND] = str(brand_id)
    return redirect("/")


@require_POST
def language_switch(request: HttpRequest) -> HttpResponse:
    """Show pages in the language asked for; an account keeps it, others carry it in a cookie."""
    language = request.POST.get("language", "")
    response = redirect(_page_before(request))
    if language not in dict(settings.LANGUAGES) or not check_for_language(language):
        return response
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_GET
@login_required
def first_steps(request: HttpRequest) -> HttpResponse:
    """What an account can do that works for no brand yet."""
    if request.person:  # type: ignore[attr-defined]
        return redirect("/")
    return render(request, "people/first_steps.html")


def _page_before(request: HttpRequest) -> str:
    page = request.POST.get("next") or request.META.get("HTTP_REFERER", "")
    safe = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if safe else "/"
