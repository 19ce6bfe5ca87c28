"""The page for a contact of any customer, and the form under a conversation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from memnun.customers.models import Customer
from memnun.customers.searching import search_customers
from memnun.desk.contact.forms import ContactForm, NewCustomerForm
from memnun.desk.conversation.forms import first_problem
from memnun.desk.conversation.performing import Done, perform
from memnun.desk.inbox.views import ids_of
from memnun.interactions.actions import record_by_hand
from memnun.interactions.contact import ContactCustomer
from memnun.interactions.models import Conversation
from memnun.interactions.placing.at_once import placed
from memnun.people.doors import StaffRequest, find_visible, may_act

PHONE_DIGITS = 7


@may_act
def create(request: StaffRequest) -> HttpResponse:
    """Who, on which channel, what was said."""
    if request.method == "POST":
        return _save(request)
    chosen = _chosen(request, request.GET.get("customer", ""))
    typed = request.GET.get("q", "").strip()[:200]
    shown = {
        "form": ContactForm(),
        "newcomer": NewCustomerForm(initial=_guess(typed)),
        "chosen": chosen,
        "q": typed,
        "found": search_customers(request.person, typed) if typed and not chosen else [],
    }
    return render(request, "desk/contact/create.html", shown)


@require_GET
@may_act
def customers(request: StaffRequest) -> HttpResponse:
    """The customers that fit what is typed, to choose one."""
    typed = request.GET.get("q", "").strip()[:200]
    shown = {
        "found": search_customers(request.person, typed),
        "q": typed,
        "newcomer": NewCustomerForm(initial=_guess(typed)),
    }
    return render(request, "desk/contact/_found.html", shown)


@require_POST
@may_act
def add(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Add a contact to a conversation."""

    def act(conversation: Conversation) -> Done:
        form = ContactForm(request.POST)
        if not form.is_valid():
            raise ValueError(first_problem(form))
        id_ = record_by_hand(
            by=request.person, customer=ContactCustomer(), conversation=conversation, **form.cleaned_data
        )
        recorded.append(id_)
        return Done("")

    recorded: list[UUID] = []
    return perform(request, conversation_id, act, guarded=False, afterwards=lambda: _place(request, recorded))


def _save(request: StaffRequest) -> HttpResponse:
    form, newcomer = ContactForm(request.POST), NewCustomerForm(request.POST)
    chosen = _chosen(request, request.POST.get("customer", ""))
    if not form.is_valid() or not (chosen or newcomer.is_valid()):
        shown: dict[str, Any] = {"form": form, "newcomer": newcomer, "chosen": chosen, "found": [], "q": ""}
        return render(request, "desk/contact/create.html", shown, status=422)
    customer = ContactCustomer(id=str(chosen.id)) if chosen else newcomer.customer
    id_ = record_by_hand(by=request.person, customer=customer, **form.cleaned_data)
    interaction = placed(request.person, id_)
    if interaction is None:
        messages.success(request, _("The contact was recorded; it appears in a moment."))
        return redirect("desk:inbox")
    messages.success(request, _("The contact was recorded."))
    return redirect("desk:conversation", interaction.conversation_id)


def _place(request: StaffRequest, recorded: list[UUID]) -> None:
    for id_ in recorded:
        placed(request.person, id_)


def _chosen(request: StaffRequest, text: str) -> Customer | None:
    ids = ids_of([text])
    return find_visible(Customer.objects.current(), request.person, id=ids[0]) if ids else None


def _guess(typed: str) -> dict[str, str]:
    """What was searched for, put where it belongs when nobody was found."""
    if "@" in typed:
        return {"email": typed}
    return {"phone": typed} if sum(sign.isdigit() for sign in typed) >= PHONE_DIGITS else {"name": typed}
