"""The form as visitors see it: at its address, inside another site, behind a QR code, on a kiosk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from memnun.channels.offline import worker
from memnun.channels.web_form import spam, tokens
from memnun.channels.web_form.actions import Filled, submit
from memnun.channels.web_form.answering import AnswerForm
from memnun.channels.web_form.embedding import allow_embedding
from memnun.channels.web_form.fields import condition_of
from memnun.channels.web_form.finding import open_form, open_place
from memnun.channels.web_form.models import FormPlace, FormSubmission, WebForm
from memnun.foundation import clock
from memnun.people.strangers import address_of, limited

UNPROCESSABLE, GONE = 422, 410
IDLE_SECONDS = 20
"""A kiosk that nobody touches for so long forgets what was typed."""
MINUTES = 10
SCRIPT = (Path(__file__).resolve().parents[1] / "static/channels/web_form/embed.js").read_text()
"""The script other sites load; SHOWN in it stands for the address and title of the form."""
ASSETS = (
    "css/tokens.css",
    "public/public.css",
    "img/mark.svg",
    "channels/web_form/form.js",
    "channels/keeping.js",
)
"""What a form needs to open."""
visitors = limited("web-form", looks=600, acts=120, seconds=MINUTES * 60)


@dataclass(frozen=True)
class Showing:
    """A form, where it stands and how it is shown."""

    form: WebForm
    url: str
    place: FormPlace | None = None
    kiosk: bool = False
    embedded: bool = False

    @property
    def worker(self) -> str:
        """The script that lets the form open without a connection."""
        if self.place:
            return reverse("web_form_place_worker", args=[self.place.code])
        return reverse("web_form_worker", args=[self.form.address])

    @property
    def body_class(self) -> str:
        return "kiosk" if self.kiosk else "embedded" if self.embedded else ""


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@visitors
def form_page(request: HttpRequest, form_address: str) -> HttpResponseBase:
    """A form at its own address; with ?embed=1 for a frame inside another site."""
    form = open_form(form_address)
    if form is None:
        return _gone(request, form_address)
    embedded = "embed" in request.GET
    url = reverse("web_form", args=[form.address]) + ("?embed=1" if embedded else "")
    return allow_embedding(_answer(request, Showing(form, url, embedded=embedded)), form)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@visitors
def form_kiosk(request: HttpRequest, form_address: str) -> HttpResponseBase:
    """A form on a screen that everybody uses."""
    form = open_form(form_address)
    if form is None:
        return _gone(request, form_address)
    url = reverse("web_form_kiosk", args=[form.address])
    return _unkept(_answer(request, Showing(form, url, kiosk=True)))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@visitors
def place_page(request: HttpRequest, place_code: str) -> HttpResponseBase:
    """What a QR code or NFC tag opens: a form that knows where it stands."""
    place = open_place(place_code)
    if place is None:
        return _gone(request, place_code)
    url = reverse("web_form_place", args=[place.code])
    return _answer(request, Showing(place.form, url, place))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@visitors
def place_kiosk(request: HttpRequest, place_code: str) -> HttpResponseBase:
    """A kiosk that knows where it stands."""
    place = open_place(place_code)
    if place is None:
        return _gone(request, place_code)
    url = reverse("web_form_place_kiosk", args=[place.code])
    return _unkept(_answer(request, Showing(place.form, url, place, kiosk=True)))


@require_GET
@visitors
def embed_script(request: HttpRequest, form_address: str) -> HttpResponseBase:
    """The script for <script src=… async>: it puts the form where it stands, as high as it needs."""
    form = open_form(form_address)
    if form is None:
        return HttpResponse("", content_type="text/javascript", status=GONE)
    url = request.build_absolute_uri(reverse("web_form", args=[form.address])) + "?embed=1"
    shown = {"url": url, "title": form.title, "origin": f"{request.scheme}://{request.get_host()}"}
    script = SCRIPT.replace("SHOWN", json.dumps(shown).replace("<", "\\u003c"))
    answer = HttpResponse(script, content_type="text/javascript")
    answer.headers["Cache-Control"] = "public, max-age=300"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@require_GET
@visitors
def form_worker(request: HttpRequest, form_address: str) -> HttpResponseBase:
    """Keeps the form and its kiosk in the browser."""
    form = open_form(form_address)
    if form is None:
        return _gone(request, form_address)
    pages = [reverse(name, args=[form.address]) for name in ("web_form", "web_form_kiosk")]
    return worker(f"form {form.address}", pages=pages, assets=ASSETS)


@require_GET
@visitors
def place_worker(request: HttpRequest, place_code: str) -> HttpResponseBase:
    """Keeps the form of a place and its kiosk in the browser."""
    place = open_place(place_code)
    if place is None:
        return _gone(request, place_code)
    pages = [reverse(name, args=[place.code]) for name in ("web_form_place", "web_form_place_kiosk")]
    return worker(f"place {place.code}", pages=pages, assets=ASSETS)


def _answer(request: HttpRequest, showing: Showing) -> HttpResponse:
    with translation.override(showing.form.language):
        return _receive(request, showing) if request.method == "POST" else _show(request, showing)


def _show(request: HttpRequest, showing: Showing, filled: AnswerForm | None = None) -> HttpResponse:
    form = filled if filled is not None else AnswerForm(showing.form, kiosk=showing.kiosk)
    shown: dict[str, Any] = {
        "showing": showing,
        "form": form,
        "asked": [(one, form[one.name], condition_of(form.questions, one)) for one in form.questions],
        "token": tokens.issue(showing.form.address),
        "trap": spam.TRAP,
        "idle": IDLE_SECONDS,
        "script": static("channels/web_form/form.js"),
        "words": {
            "kept": _("There is no connection. What you wrote is kept on this device and goes by itself when the connection is back."),
            "gone": _("What you had written was sent. Your number:"),
            "refused": _("What was kept could not be taken:"),
        },
    }  # fmt: skip
    status = UNPROCESSABLE if filled is not None else 200
    return render(request, "channels/web_form/form.html", shown, status=status)


def _receive(request: HttpRequest, showing: Showing) -> HttpResponse:
    filled = AnswerForm(showing.form, request.POST, request.FILES, kiosk=showing.kiosk)
    try:
        shown = _token(request, showing.form)
    except tokens.BadToken:
        filled.is_valid()
        filled.add_error(None, _("The page had been open for too long. Please send it once more."))
        return _refuse(request, showing, filled)
    if not filled.is_valid():
        return _refuse(request, showing, filled)
    sender = spam.digest_of(address_of(request))
    answers = filled.answers()
    reasons = spam.suspicions(
        showing.form,
        shown,
        trap=request.POST.get(spam.TRAP, ""),
        texts=[answer.value for answer in answers],
        sender=sender,
    )
    submission = submit(
        showing.form,
        Filled(
            client_id=_client_id(request, shown),
            sender=sender,
            answers=answers,
            files=filled.sent_files(),
            written_at=_written_at(request),
            reasons=reasons,
            place=showing.place,
        ),
    )
    return _thank(request, showing, submission)


def _token(request: HttpRequest, form: WebForm) -> tokens.Shown:
    """The token of the page that was filled in; that of a newer one when a browser kept the form for too long."""
    try:
        return tokens.read(request.POST.get("token", ""), form.address)
    except tokens.BadToken:
        return tokens.read(request.POST.get("fresh_token", ""), form.address)


def _client_id(request: HttpRequest, shown: tokens.Shown) -> str:
    """The browser's own id of what it sends; without a script, the id of the page that was shown."""
    try:
        return UUID(request.POST.get("client_id", "")).hex
    except ValueError:
        return shown.client_id


def _written_at(request: HttpRequest) -> datetime:
    """When it was written, as a browser that kept it without a connection tells; otherwise now."""
    now = clock.now()
    try:
        told = parse_datetime(request.POST.get("written_at", ""))
    except ValueError:
        told = None
    if told is None or told.tzinfo is None or not now - tokens.LONGEST_OPEN <= told <= now:
        return now
    return told


def _refuse(request: HttpRequest, showing: Showing, filled: AnswerForm) -> HttpResponse:
    if _is_program(request):
        problems = [str(problem) for problems in filled.errors.values() for problem in problems]
        return JsonResponse({"problems": problems}, status=UNPROCESSABLE)
    return _show(request, showing, filled)


def _thank(request: HttpRequest, showing: Showing, submission: FormSubmission) -> HttpResponse:
    if _is_program(request):
        return JsonResponse({"reference": submission.reference})
    shown = {
        "showing": showing,
        "reference": submission.reference,
        "idle": IDLE_SECONDS,
        "script": static("channels/web_form/form.js"),
    }
    return render(request, "channels/web_form/thanks.html", shown)


def _is_program(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _unkept(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _gone(request: HttpRequest, _name: str) -> HttpResponse:
    """Closed or never there: the same page, so that nothing is learnt from it."""
    shown = {
        "title": _("This form is not open"),
        "text": _("It was closed, or the address was not copied whole. Please ask the shop or look at its site."),
    }  # fmt: skip
    return render(request, "public/gone.html", shown, status=404)
