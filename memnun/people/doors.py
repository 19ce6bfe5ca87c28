"""Who may enter a view: the only place where sign-in, brand and role are asked for.

Every view of every room stands behind one of `staff_required`, `may_act` and `at_least`; rows are
found through `find_visible`, so that what belongs to others does not exist for whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from memnun.people.models import Account, Person, Role

Parameters = ParamSpec("Parameters")
Row = TypeVar("Row", bound=Model)
Found = TypeVar("Found")
SeenRow = TypeVar("SeenRow", bound=Model, covariant=True)


class StaffRequest(HttpRequest):
    """A request behind a door: it carries the person asking."""

    person: Person
    user: Account
    htmx: HtmxDetails


StaffView = Callable[Concatenate[StaffRequest, Parameters], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]


def staff_required(view: StaffView[Parameters]) -> View[Parameters]:
    """Let in whoever is at work for a brand, analysts too; others sign in first."""
    return _door(view, Role.ANALYST)


def may_act(view: StaffView[Parameters]) -> View[Parameters]:
    """Let in whoever may change things: all but analysts."""
    return _door(view, Role.AGENT)


def at_least(role: Role) -> Callable[[StaffView[Parameters]], View[Parameters]]:
    """Let in people with this role or a higher one: `@at_least(Role.MANAGER)`."""

    def decorate(view: StaffView[Parameters]) -> View[Parameters]:
        return _door(view, role)

    return decorate


class VisibleRows(Protocol[SeenRow]):
    """A manager or query set whose rows know who may see them."""

    def visible_to(self, person: Person) -> Iterable[SeenRow]: ...


def find_visible(rows: VisibleRows[Row], person: Person, **lookup: Any) -> Row:
    """The one row the person may see; raises Http404 when there is none, whoever it belongs to.

    >>> customer = find_visible(Customer.objects, request.person, pk=customer_id)
    """
    return get_object_or_404(cast(QuerySet[Row], rows.visible_to(person)), **lookup)


def the_one(rows: Sequence[Found]) -> Found:
    """The one row of what was found for a person (`written_once`); raises Http404 when there is none."""
    if not rows:
        raise Http404
    return rows[0]


def _door(view: StaffView[Parameters], role: Role) -> View[Parameters]:
    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not request.person:  # type: ignore[attr-defined]
            return _go(request, resolve_url("first_steps"))
        staff_request = _with_person(request)
        if not staff_request.person.is_at_least(role):
            return not_allowed(staff_request, role)
        return view(staff_request, *args, **kwargs)

    guarded.least_role = role  # type: ignore[attr-defined]
    return guarded


def _with_person(request: HttpRequest) -> StaffRequest:
    """The same request, typed; the lazy person is replaced by the person itself."""
    person = request.person  # type: ignore[attr-defined]
    request.person = getattr(person, "_wrapped", person)  # type: ignore[attr-defined]
    return request  # type: ignore[return-value]


def not_allowed(request: StaffRequest, role: Role) -> HttpResponse:
    """A page that says which role is needed and who can give it."""
    owners = Person.objects.visible_to(request.person).active().filter(role=Role.OWNER)
    return render(request, "people/not_allowed.html", {"needed_role": role, "owners": owners}, status=403)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back to the page that was open, not to one of its fragments."""
    if not getattr(request, "htmx", False):
        return redirect_to_login(request.get_full_path())
    page = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
    return _go(request, redirect_to_login(page)["Location"])


def _go(request: HttpRequest, address: str) -> HttpResponse:
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return redirect(address)
