"""Entering by a one-time link: from the terminal, where no password exists yet."""

from __future__ import annotations

from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from memnun.events.actions import record
from memnun.foundation import clock
from memnun.foundation.secrets import digest_token
from memnun.people import events as acts
from memnun.people.models import Account, Person, SignInLink

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@transaction.atomic
def use_sign_in_link(token: str) -> Account | None:
    """Use the link up and give its account; None when it is unknown, used, expired or its account closed."""
    link = (
        SignInLink.objects.select_for_update()
        .filter(digest=digest_token(token))
        .select_related("account")
        .first()
    )
    now = clock.now()
    if link is None or link.used_at or link.expires_at < now or not link.account.is_active:
        return None
    link.used_at = now
    link.save(update_fields=["used_at"])
    for person in Person.objects.filter(account=link.account, active=True):
        record(acts.SIGNED_IN, brand_id=person.brand_id, by=person, subject_id=person.id, means="link")
    return link.account


@never_cache
@require_http_methods(["GET"])
def sign_in_link_use(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by the link, or say that it cannot be used any more.

    A HEAD request is refused: a preview must not use the link up.
    """
    account = use_sign_in_link(token)
    if account is None:
        return render(request, "people/sign_in_link_refused.html", status=410)
    login(request, account, backend=BACKEND)
    return redirect("/")
