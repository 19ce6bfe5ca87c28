"""How the pages of a customer without sign-in are drawn: in their language, telling nothing of who they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from memnun.consent.gate.intent import Address
from memnun.consent.masking import mask
from memnun.customers.models import Customer
from memnun.people.models import Brand

LANGUAGES = ("tr", "en")


def own_page(
    request: HttpRequest,
    name: str,
    *,
    brand: Brand,
    customer: Customer | None,
    address: Address,
    shown: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    """The template `consent/public/NAME.html` with what is shown; nobody keeps a copy of the page."""
    with translation.override(_language(request, brand, customer)):
        answer = render(
            request,
            f"consent/public/{name}.html",
            {
                "brand": brand,
                "address": mask(*address),
                "language": translation.get_language(),
                **shown,
            },
            status=status,
        )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def evidence_of(request: HttpRequest, way: str) -> dict[str, Any]:
    """What proves the act of somebody without sign-in."""
    return {
        "way": way,
        "ip": request.META.get("REMOTE_ADDR", ""),
        "user_agent": request.headers.get("User-Agent", "")[:300],
    }


def _language(request: HttpRequest, brand: Brand, customer: Customer | None) -> str:
    """The one asked for, else the customer's, else the brand's."""
    wanted = request.GET.get("lang", "")
    if wanted in LANGUAGES:
        return wanted
    own = customer.language if customer else brand.language
    return own if own in LANGUAGES else "en"
