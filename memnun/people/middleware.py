"""Knows which person of which brand is asking, and whether they may come in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRefresh

from memnun.events.fields import CurrentSnapshot
from memnun.events.positions import SNAPSHOT_COLUMN
from memnun.foundation import clock
from memnun.people.models import Person
from memnun.people.sign_in import lacks_second_factor
from memnun.people.written import written_once

SESSION_BRAND = "brand"
SESSION_SEEN = "seen"
ACTIVITY_STEP = timedelta(minutes=5)
OPEN_WITHOUT_SECOND_FACTOR = (
    "account/",
    "sign-in/",
    "invitation/",
    "brand/",
    "language/",
    "interface/",
    "_guide/",
)

GetResponse = Callable[[HttpRequest], HttpResponse]


class PersonMiddleware:
    """Puts `request.person` there: the account at work for the brand chosen in the session, or None."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = SimpleLazyObject(lambda: person_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


class SecondFactorMiddleware:
    """Opens nothing of a brand that wants a second factor to somebody who has none."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        route = request.resolver_match.route if request.resolver_match else ""
        if route.startswith(OPEN_WITHOUT_SECOND_FACTOR):
            return None
        person = request.person  # type: ignore[attr-defined]
        if not person or not lacks_second_factor(person):
            return None
        if getattr(request, "htmx", False):
            return HttpResponseClientRefresh()
        return render(request, "people/second_factor_needed.html", status=403)


class SessionActivityMiddleware:
    """Notes when and from where a session was last used, at most once in five minutes."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.session.session_key:
            now = clock.now().timestamp()
            if now - request.session.get(SESSION_SEEN, 0) >= ACTIVITY_STEP.total_seconds():
                request.session[SESSION_SEEN] = now
                UserSession.objects.create_from_request(request)
        return self.get_response(request)


def person_of(request: HttpRequest) -> Person | None:
    """The person asking: of the brand chosen in the session, otherwise of the first brand worked for.

    `live_from` comes along: the database's snapshot from before the page reads anything, where the
    page's live updates begin.
    """
    if not request.user.is_authenticated:
        return None
    people = _people_of(request.user.pk)
    chosen = request.session.get(SESSION_BRAND)
    for person in people:
        person.account_people = people  # type: ignore[attr-defined]
    return next(
        (person for person in people if str(person.brand_id) == chosen), people[0] if people else None
    )


@written_once
def _people_of(account_id: UUID) -> QuerySet[Person]:
    """Everybody the account is, at each brand it works for."""
    return (
        Person.objects.filter(account_id=account_id, active=True)
        .select_related("brand", "account")
        .annotate(**{SNAPSHOT_COLUMN: CurrentSnapshot()})
        .order_by("created_at")
    )
