"""For customers, without sign-in: the signed link in the address is what opens these pages.

Forms need no CSRF token here: whoever could forge a request would have to know the link, and with the link
could ask directly. Looking (GET, HEAD) never changes anything, so mail scanners that follow links do no harm.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from memnun.consent import preferences as wishing
from memnun.consent.actions import TYPES_OF, refuse
from memnun.consent.gate.intent import Address
from memnun.consent.links import find_link
from memnun.consent.models import ConsentSource, PreferenceLink
from memnun.consent.views.own import evidence_of, own_page
from memnun.customers.models import IdentityKind
from memnun.people.strangers import limited

MINUTES = 5 * 60
ONE_CLICK = ("List-Unsubscribe", "One-Click")


@limited("unsubscribe", looks=300, acts=3000, seconds=MINUTES)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop all advertising to an address: by the one click of RFC 8058, or by the button of the page.

    Large mail providers send the clicks of many people from few network addresses: they get room.
    """
    link = _link(token)
    one_click = request.method == "POST" and request.POST.get(ONE_CLICK[0]) == ONE_CLICK[1]
    pressed = request.method == "POST" and request.POST.get("act") == "refuse"
    if one_click or pressed:
        refuse(
            link.brand,
            address=link.address,
            types=TYPES_OF[IdentityKind(link.address_kind)],
            source=ConsentSource.HS_EPOSTA if one_click else ConsentSource.HS_WEB,
            evidence=evidence(request, link, "one_click" if one_click else "page"),
            customer_id=link.customer_id,
        )
    status = 200 if request.method != "POST" or one_click or pressed else 400
    return _page(request, "unsubscribe", link, token, {"done": one_click or pressed}, status)


@limited("preferences", looks=120, acts=30, seconds=MINUTES)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """What a customer wishes: consents, channels, topics, hours, everything off."""
    link = _link(token)
    if link.revoked_at:
        raise Http404
    page = wishing.PreferencePage(link, request.POST if request.method == "POST" else None)
    saved = False
    if request.method == "POST":
        saved = page.save(evidence(request, link, "page"))
        if saved:
            page = wishing.PreferencePage(_link(token), None)
    status = 422 if request.method == "POST" and not saved else 200
    return _page(request, "preferences", link, token, {"page": page, "saved": saved}, status)


def evidence(request: HttpRequest, link: PreferenceLink, way: str) -> dict[str, Any]:
    """What proves the act of whoever holds a link."""
    return {**evidence_of(request, way), "link": str(link.id)}


def _link(token: str) -> PreferenceLink:
    link = find_link(token)
    if link is None:
        raise Http404
    return link


def _page(
    request: HttpRequest, name: str, link: PreferenceLink, token: str, shown: dict[str, Any], status: int
) -> HttpResponse:
    return own_page(
        request,
        name,
        brand=link.brand,
        customer=link.customer,
        address=Address(link.address_kind, link.address),
        shown={"token": token, "closed": bool(link.revoked_at), **shown},
        status=status,
    )
