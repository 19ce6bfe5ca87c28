"""One-time links: looking at one changes nothing, pressing its button signs in."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.ratelimit import consume_or_429
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from memnun.people.actions import find_sign_in_link, use_sign_in_link


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button, so that mail scanners and previews burn nothing; POST signs in, once.

    A second factor, where there is one, is asked for after it. The address goes to no other site;
    to our own it must, for browsers send no Origin with the button where even that is forbidden.
    """
    answer = _follow(request, token) if request.method == "POST" else _show(request, token)
    answer["Referrer-Policy"] = "same-origin"
    return answer


def _show(request: HttpRequest, token: str) -> HttpResponse:
    link = find_sign_in_link(token)
    return render(request, "people/sign_in_link.html", {"link": link}, status=200 if link else 410)


def _follow(request: HttpRequest, token: str) -> HttpResponse:
    too_many: HttpResponse | None = consume_or_429(request, action="login")
    if too_many:
        return too_many
    account = use_sign_in_link(token)
    if account is None:
        return render(request, "people/sign_in_link.html", {"link": None}, status=410)
    record_authentication(request, account, method="sign_in_link", reauthenticated=True)
    answer: HttpResponse = perform_login(request, Login(user=account))
    return answer
