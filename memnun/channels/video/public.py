"""What customers and meeting servers reach without signing in: the door to a meeting, and the address for events."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from memnun.channels.video.actions import consent_to, hear
from memnun.channels.video.finding import meeting_by, server_at
from memnun.channels.video.heard import NotHeard, read
from memnun.channels.video.links import room_url
from memnun.channels.video.models import Meeting
from memnun.people.strangers import limited

LARGEST = 256 * 1024
logger = logging.getLogger(__name__)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@limited("meeting", looks=300, acts=60, seconds=600)
def meeting_door(request: HttpRequest, meeting_token: str) -> HttpResponse:
    """Whom you will meet, what you agree to, and the way in; nothing happens before the button is pressed."""
    meeting = meeting_by(meeting_token)
    if meeting is None or not meeting.is_open:
        return _closed(request, meeting)
    customer = meeting.conversation.customer
    with translation.override(customer.language if customer.language in ("tr", "en") else "tr"):
        text = str(
            meeting.account.settings.get("consent_text")
            or _("The meeting is not recorded without asking you.")
        )
        if request.method == "POST":
            consent_to(meeting, text=text)
            answer = HttpResponseRedirect(room_url(meeting, name=customer.name, moderator=False))
            answer.headers["Referrer-Policy"] = "no-referrer"
            answer.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
            return answer
        page = render(
            request,
            "channels/video/door.html",
            {"meeting": meeting, "text": text, "brand": meeting.account.brand},
        )
    page.headers["Cache-Control"] = "no-store"
    page.headers["Content-Security-Policy"] = _policy(meeting)
    return page


def _policy(meeting: Meeting) -> str:
    """The usual policy, and the form may lead to the meeting server."""
    server = "/".join(str(meeting.account.settings.get("pattern", "")).split("/")[:3])
    return (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; "
        f"frame-ancestors 'none'; form-action 'self' {server}"
    )


def _closed(request: HttpRequest, meeting: Meeting | None) -> HttpResponse:
    language = meeting.conversation.customer.language if meeting else "tr"
    with translation.override(language if language in ("tr", "en") else "tr"):
        shown = {
            "title": _("This meeting is closed"),
            "text": _(
                "It is over, was called off, or the link was not copied whole. Please ask for a new one."
            ),
        }
        return render(request, "public/gone.html", shown, status=410 if meeting else 404)


@csrf_exempt
@require_POST
@limited("meeting-events", looks=60, acts=6_000, seconds=60)
def receive_event(request: HttpRequest, meeting_secret: str, path: str = "") -> HttpResponse:
    """One event of a meeting server; its secret address is the proof. The path Prosody adds says nothing new."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return HttpResponse("too large", status=413, content_type="text/plain")
    body = request.body
    server = server_at(meeting_secret)
    if server is None:
        return HttpResponse("unknown", status=404, content_type="text/plain")
    try:
        heard = read(body)
    except NotHeard as problem:
        return HttpResponse(f"not understood: {problem}", status=422, content_type="text/plain")
    if heard is not None:
        hear(server.account, heard)
    return HttpResponse("OK", content_type="text/plain")
