"""Knows which person of which brand is asking."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from memnun.people.models import Person

SESSION_BRAND = "brand"


class PersonMiddleware:
    """Puts `request.person` there: the account at work for the brand chosen in the session, or None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = SimpleLazyObject(lambda: person_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def person_of(request: HttpRequest) -> Person | None:
    """The person asking: of the brand chosen in the session, otherwise of the first brand worked for."""
    if not request.user.is_authenticated:
        return None
    people = list(
        Person.objects.filter(account_id=request.user.pk, active=True)
        .select_related("brand", "account")
        .order_by("created_at")
    )
    chosen = request.session.get(SESSION_BRAND)
    for person in people:
        person.account_people = people  # type: ignore[attr-defined]
        if chosen and person.brand_id == UUID(chosen):
            return person
    return people[0] if people else None
