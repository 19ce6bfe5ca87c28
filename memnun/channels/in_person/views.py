"""The form branch staff carries in its pocket."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from memnun.channels.in_person.actions import TalkNote, note_talk
from memnun.channels.in_person.forms import TalkForm
from memnun.channels.in_person.parsing import Photo
from memnun.channels.offline import worker
from memnun.channels.spoken import FREQUENT_TOPICS, MOODS, as_id
from memnun.customers.models import Customer
from memnun.customers.searching import search_customers
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.placing.at_once import placed
from memnun.people.doors import StaffRequest, find_visible, may_act
from memnun.understanding.topics import topic_label

FOUND = 5
ASSETS = (
    "css/tokens.css", "vendor/tabler/tabler.min.css", "css/memnun.css", "img/mark.svg",
    "channels/in_person/talk.css", "channels/in_person/talk.js", "channels/keeping.js",
)  # fmt: skip
"""What the form needs to open without a connection."""


@require_http_methods(["GET", "POST"])
@may_act
def talk_create(request: StaffRequest) -> HttpResponse:
    """Who, what about, which mood, what was promised; a phone that was offline sends the same later."""
    if request.method != "POST":
        if _is_program(request):
            return JsonResponse({"token": get_token(request), "person": str(request.person.id)})
        form = TalkForm(person=request.person, initial={"client_id": uuid4()})
        return _page(request, form)
    customer = _customer(request)
    typed = request.POST.copy()
    if customer:
        typed["number"] = typed["name"] = ""  # what was typed to find them says nothing more
    form = TalkForm(typed, request.FILES, person=request.person)
    if not form.is_valid():
        return _refuse(request, form)
    contact = placed(request.person, note_talk(_note(form, customer), by=request.person))
    if _is_program(request):
        return JsonResponse({"reference": f"#{contact.conversation.number}" if contact else ""})
    messages.success(request, _("The talk was written down."))
    return redirect("talk_create")


@require_GET
@may_act
def talk_offline(request: StaffRequest) -> HttpResponse:
    """The same form without a name or a number in it: phones keep it and show it without a connection."""
    form = TalkForm(person=request.person)
    return render(request, "channels/in_person/offline.html", _shown(request, form))


@require_GET
def talk_worker(request: HttpRequest) -> HttpResponse:
    """Keeps the form for talks in the browser; reaches no other page."""
    page = reverse("talk_offline")
    return worker("talks", pages=[page], assets=ASSETS, stand_in=page)


@require_GET
@may_act
def talk_customers(request: StaffRequest) -> HttpResponse:
    """Who may be meant by the name or number being typed."""
    typed = (request.GET.get("number") or request.GET.get("name") or "").strip()[:200]
    found = search_customers(request.person, typed, FOUND) if typed else []
    return render(request, "channels/in_person/_who.html", {"found": found, "typed": typed})


def _note(form: TalkForm, customer: Customer | None) -> TalkNote:
    told = form.cleaned_data
    photo = told["photo"]
    return TalkNote(
        client_id=told["client_id"],
        written_at=told["written_at"],
        customer=ContactCustomer(id=str(customer.id))
        if customer
        else ContactCustomer(name=told["name"] or None, phone=told["number"] or None),
        topic=told["topic"],
        mood=told["mood"],
        note=told["note"],
        promise=told["promise"],
        promised_for=told["promised_for"],
        branch=told["branch"],
        photos=(Photo((photo.name or "foto.jpg")[:255], photo.read()),) if photo else (),
    )


def _customer(request: StaffRequest) -> Customer | None:
    given = as_id(request.POST.get("customer"))
    return find_visible(Customer.objects.current(), request.person, pk=given) if given else None


def _page(request: StaffRequest, form: TalkForm) -> HttpResponse:
    shown = {**_shown(request, form), "owner": request.person.id}
    return render(request, "channels/in_person/talk.html", shown, status=422 if form.errors else 200)


def _shown(request: StaffRequest, form: TalkForm) -> dict[str, Any]:
    language = request.person.brand.language
    return {
        "form": form,
        "moods": [(key, told[0], told[1]) for key, told in MOODS.items()],
        "topics": [(slug, topic_label(slug, language)) for slug in FREQUENT_TOPICS],
        "words": {
            "saved": _("The talk was written down."),
            "kept": _("There is no connection. The talk is kept on this phone and goes by itself when the connection is back."),
            "gone": _("What was kept on this phone was sent."),
            "refused": _("What was kept could not be taken:"),
            "waiting": _("{count} talks wait on this phone."),
            "sign_in": _("Please sign in; what waits on this phone then goes by itself."),
            "others": _("{count} talks of a colleague wait on this phone; they go when the colleague signs in here."),
        },
    }  # fmt: skip


def _refuse(request: StaffRequest, form: TalkForm) -> HttpResponse:
    if _is_program(request):
        problems = [str(problem) for problems in form.errors.values() for problem in problems]
        named = {name: [str(problem) for problem in problems] for name, problems in form.errors.items()}
        return JsonResponse({"problems": problems, "fields": named}, status=422)
    return _page(request, form)


def _is_program(request: StaffRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
