"""The reference page of the API and its OpenAPI document, open to everybody: they show no brand's rows."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from memnun.interactions.api import problems
from memnun.interactions.api.openapi import document

MEANINGS = {
    "channel": gettext_lazy("Where the contact took place."),
    "external_id": gettext_lazy(
        "Your own id of this contact, unique within its account. Sent again, it adds nothing."
    ),
    "account": gettext_lazy("Which mailbox, line, page or form of the channel."),
    "direction": gettext_lazy("“in” from the customer, “out” to the customer."),
    "function": gettext_lazy("The part of the brand that was met; found out when it is missing."),
    "contact_type": gettext_lazy("The kind of contact; found out when it is missing."),
    "occurred_at": gettext_lazy("When it happened, with a time zone; now when it is missing."),
    "customer": gettext_lazy("Who the contact is from or to, as far as you know."),
    "thread": gettext_lazy("The channel's own name of the thread; contacts of one thread stand together."),
    "subject": gettext_lazy("The subject line."),
    "text": gettext_lazy("What was said. A character U+0000 is kept in the record and left out of the text."),
    "staff": gettext_lazy("The e-mail address of the member of staff who spoke."),
    "branch": gettext_lazy("The code of the branch."),
    "evidence": gettext_lazy(
        "What says which conversation it belongs to, when there is no thread: kind and key."
    ),
    "names": gettext_lazy("Names under which later contacts may refer to this one, such as a Message-ID."),
    "meta": gettext_lazy("Whatever else you know: order number, product, campaign. Kept as it is."),
    "rating": gettext_lazy("The score that was given, such as the stars of a review."),
    "purchase": gettext_lazy("The purchase it is about."),
    "rating.value": gettext_lazy("The score."),
    "rating.lowest": gettext_lazy("The worst score there is; 1 when it is missing."),
    "rating.highest": gettext_lazy("The best score there is; 5 when it is missing."),
    "purchase.on": gettext_lazy("The day of the purchase: 2026-03-15."),
    "purchase.number": gettext_lazy("The order number."),
    "purchase.product": gettext_lazy("What was bought."),
    "customer.id": gettext_lazy("Memnun's id of the customer."),
    "customer.external_id": gettext_lazy("The customer's account on this channel; it recognises them."),
    "customer.name": gettext_lazy("Name and surname."),
    "customer.email": gettext_lazy("E-mail address."),
    "customer.phone": gettext_lazy(
        "Phone number, as it is written anywhere in Turkey or with a country code."
    ),
    "customer.claimed": gettext_lazy(
        "True when somebody merely typed the address or number: it recognises nobody."
    ),
    "customer.facts": gettext_lazy(
        "hitap, language, age_band, education, income_band, marital_status, province, district and whatever "
        "else you know."
    ),
}


_PLACEHOLDER = re.compile(r"\{\w+\}")


class Field(NamedTuple):
    """One line of the table of fields."""

    name: str
    kind: str
    required: bool
    meaning: Any


class Trouble(NamedTuple):
    """One line of the table of problems."""

    name: str
    status: int
    title: str
    detail: str


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """How to use the API, with examples for this installation."""
    troubles = [
        Trouble(kind.name, kind.status, _(kind.title), _PLACEHOLDER.sub("…", _(kind.detail)))
        for kind in problems.KINDS
    ]
    address = request.build_absolute_uri("/api/v1/")
    return render(
        request, "api/reference.html", {"fields": fields(), "troubles": troubles, "address": address}
    )


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


def unknown(request: HttpRequest, path: str) -> HttpResponse:
    """Programs that ask for an address that is none get an answer they can read."""
    language = problems.language_of(request.headers.get("Accept-Language", ""))
    details = problems.Problem(problems.NOT_FOUND).details(language)
    return HttpResponse(
        problems.encoded(details), status=details.status, content_type="application/problem+json"
    )


def fields() -> list[Field]:
    """The fields of a contact, in the order of its shape."""
    schemas = document()["components"]["schemas"]
    parts = (("customer.", "ContactCustomer"), ("rating.", "ContactRating"), ("purchase.", "ContactPurchase"))
    inner = [each for prefix, shape in parts for each in _fields(schemas[shape], prefix)]
    return [*_fields(schemas["Contact"]), *inner]


def _fields(schema: dict[str, Any], prefix: str = "") -> list[Field]:
    return [
        Field(prefix + name, _kind(about), name in schema["required"], MEANINGS[prefix + name])
        for name, about in schema["properties"].items()
    ]


def _kind(about: dict[str, Any]) -> str:
    """The kind of value in a few signs: `"in" | "out"`, `string ≤ 300`, `date-time`."""
    if "anyOf" in about:
        return " | ".join(_kind(one) for one in about["anyOf"] if one.get("type") != "null")
    if "enum" in about:
        return " | ".join(about["enum"])
    kind: str = about.get("format") or about.get("type") or "object"
    return f"{kind} ≤ {about['maxLength']}" if "maxLength" in about else kind
