"""For customers, without sign-in: the page that a confirmation of a consent leads to. Looking changes nothing."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from memnun.consent.actions import confirm, kind_of, take_back
from memnun.consent.gate.intent import Address
from memnun.consent.links import find_confirmation
from memnun.consent.models import Confirmation, ConsentSource
from memnun.consent.views.own import evidence_of, own_page
from memnun.foundation import clock
from memnun.people.strangers import limited

MINUTES = 5 * 60


@limited("confirmation", looks=120, acts=60, seconds=MINUTES)
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirmation(request: HttpRequest, token: str) -> HttpResponse:
    """Say that one gave the consent, or take it back."""
    found = find_confirmation(token)
    if found is None:
        raise Http404
    done = _act(request, found) if request.method == "POST" else ""
    consent = found.consent
    return own_page(
        request,
        "confirmation",
        brand=found.brand,
        customer=consent.customer,
        address=Address(kind_of(consent.type), consent.address),
        shown={"consent": consent, "token": token, "done": done or _state(found)},
        status=400 if request.method == "POST" and not done else 200,
    )


def _act(request: HttpRequest, found: Confirmation) -> str:
    evidence = evidence_of(request, "confirmation_page")
    if request.POST.get("act") == "take_back":
        take_back(found, source=ConsentSource.HS_WEB, evidence=evidence)
        return "taken_back"
    if request.POST.get("act") == "confirm":
        return "confirmed" if confirm(found, evidence=evidence) else "expired"
    return ""


def _state(found: Confirmation) -> str:
    """What the page begins with: nothing said yet, or what cannot be asked any more."""
    if found.answer == Confirmation.Answer.NO:
        return "taken_back"
    if found.answer == Confirmation.Answer.YES:
        return "confirmed"
    return "" if found.may_be_confirmed(clock.now()) else "expired"
