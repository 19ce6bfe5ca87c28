"""The sheet on which a call is written down in three taps, reachable from every page."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from memnun.channels.phone.forms import CallNoteForm
from memnun.channels.phone.models import Call
from memnun.channels.phone.noting import OUTCOMES, CallNote, note_call
from memnun.channels.spoken import FREQUENT_TOPICS, MOODS, as_id
from memnun.customers.models import Customer
from memnun.customers.searching import search_customers
from memnun.foundation.turkish.phones import show_phone
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.models import Conversation
from memnun.interactions.placing.at_once import placed
from memnun.people.doors import StaffRequest, find_visible, may_act
from memnun.understanding.topics import topic_label

FOUND = 5


@require_http_methods(["GET", "POST"])
@may_act
def call_note(request: StaffRequest) -> HttpResponse:
    """Who, how it went, what about; written down and placed at once."""
    chosen = _chosen(request)
    call = _call(request)
    if request.method == "POST":
        return _save(request, chosen, call)
    number = call.number if call else request.GET.get("number", "")[:40]
    initial = {
        "client_id": uuid4(),
        "number": show_phone(number) if number else "",
        "outcome": _outcome(call),
    }
    return _sheet(request, CallNoteForm(initial=initial), chosen, call)


@require_GET
@may_act
def note_customers(request: StaffRequest) -> HttpResponse:
    """Who may be meant by the name or number being typed."""
    typed = request.GET.get("number", "").strip()[:200] or request.GET.get("name", "").strip()[:200]
    found = search_customers(request.person, typed, FOUND) if typed else []
    return render(request, "channels/phone/_who.html", {"found": found, "typed": typed})


def _save(request: StaffRequest, chosen: Customer | None, call: Call | None) -> HttpResponse:
    typed = request.POST.copy()
    if chosen:
        typed["number"] = typed["name"] = ""  # what was typed to find them says nothing more
    form = CallNoteForm(typed)
    if not form.is_valid():
        return _sheet(request, form, chosen, call)
    told = form.cleaned_data
    conversation = _conversation(request)
    if not (conversation or chosen or call or told["name"] or told["number"]):
        form.add_error(None, _("Choose a customer, or write a name or number."))
        return _sheet(request, form, chosen, call)
    customer = ContactCustomer(name=told["name"] or None, phone=told["number"] or None)
    if chosen:
        customer = ContactCustomer(id=str(chosen.id))
    note = CallNote(
        client_id=told["client_id"],
        outcome=told["outcome"],
        customer=customer,
        numbers=_numbers(told["number"], call, chosen),
        topic=told["topic"],
        mood=told["mood"],
        note=told["note"],
        call=call,
        conversation=conversation,
    )
    contact = placed(request.person, note_call(note, by=request.person))
    messages.success(request, _("The call was written down."))
    address = reverse("desk:conversation", args=[contact.conversation_id]) if contact else "/"
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _sheet(
    request: StaffRequest, form: CallNoteForm, chosen: Customer | None, call: Call | None
) -> HttpResponse:
    language = request.person.brand.language
    shown = {
        "form": form,
        "chosen": chosen,
        "call": call,
        "conversation": _conversation(request),
        "outcomes": [(key, words, sign) for key, (words, sign) in OUTCOMES.items()],
        "moods": [(key, told[0], told[1]) for key, told in MOODS.items()],
        "topics": [(slug, topic_label(slug, language)) for slug in FREQUENT_TOPICS],
    }
    template = "channels/phone/_note.html" if request.htmx else "channels/phone/note.html"
    return render(request, template, shown, status=422 if form.errors else 200)


def _outcome(call: Call | None) -> str:
    if call is None or call.direction == "in":
        return "out" if call and call.is_missed else "in"
    return "out" if call.answered_at else "unreached"


def _chosen(request: StaffRequest) -> Customer | None:
    given = as_id(request.POST.get("customer") or request.GET.get("customer"))
    return find_visible(Customer.objects.current(), request.person, pk=given) if given else None


def _numbers(typed: str, call: Call | None, chosen: Customer | None) -> tuple[str, ...]:
    """The numbers the call may have been with: the one typed or called, else those of the customer."""
    known = typed or (call.number if call else "")
    if known or chosen is None:
        return (known,) if known else ()
    return tuple(chosen.identities.filter(kind="phone", claimed=False).values_list("value", flat=True))


def _conversation(request: StaffRequest) -> Conversation | None:
    given = as_id(request.POST.get("conversation") or request.GET.get("conversation"))
    if given is None:
        return None
    return find_visible(Conversation.objects.select_related("customer"), request.person, pk=given)


def _call(request: StaffRequest) -> Call | None:
    given = as_id(request.POST.get("call") or request.GET.get("call"))
    return find_visible(Call.objects, request.person, pk=given) if given else None
