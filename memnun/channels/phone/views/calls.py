"""The list of calls, those to call back, the call that rings now, and calling from the desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from memnun.channels.phone.dialling import CannotDial, dial, extension_to_dial_from
from memnun.channels.phone.finding import customer_of
from memnun.channels.phone.models import Call, CallQuerySet, Extension
from memnun.channels.phone.noting import settle_by_hand, unsettle
from memnun.channels.phone.recordings import hear_recording
from memnun.channels.phone.wording import words_of
from memnun.customers.models import Customer, Identity
from memnun.foundation import clock
from memnun.interactions.channel_kinds import Refused, TryLater
from memnun.interactions.models import Conversation, Interaction
from memnun.people.doors import StaffRequest, find_visible, may_act, staff_required

PAGE = 50
RINGS = timedelta(minutes=3)
LAST_MATTERS = 3


@require_GET
@staff_required
def calls(request: StaffRequest) -> HttpResponse:
    """Calls to call back, longest waiting first; with ?all=1 every call, newest first."""
    everything = "all" in request.GET
    rows: CallQuerySet = Call.objects.visible_to(request.person)
    rows = rows.newest_first() if everything else rows.to_call_back()
    rows = _after(rows, request, everything)
    page = list(rows.select_related("person", "conversation__customer")[: PAGE + 1])
    shown = {
        "everything": everything,
        "calls": _with_customers(request, page[:PAGE]),
        "older": str(page[PAGE - 1].id) if len(page) > PAGE else "",
        "may_dial": extension_to_dial_from(request.person) is not None,
        "waiting": Call.objects.visible_to(request.person).to_call_back()[:100].count(),
    }
    return render(request, "channels/phone/calls.html", shown)


def _after(rows: CallQuerySet, request: StaffRequest, everything: bool) -> CallQuerySet:
    """What follows the call named by ?after."""
    try:
        last_id = UUID(request.GET.get("after", ""))
    except ValueError:
        return rows
    last = Call.objects.visible_to(request.person).filter(id=last_id).first()
    if last is None:
        return rows
    if everything:
        beyond = Q(began_at__lt=last.began_at) | Q(began_at=last.began_at, id__lt=last.id)
        return rows.filter(beyond, began_at__lte=last.began_at)
    beyond = Q(began_at__gt=last.began_at) | Q(began_at=last.began_at, id__gt=last.id)
    return rows.filter(beyond, began_at__gte=last.began_at)


def _with_customers(request: StaffRequest, page: Sequence[Call]) -> list[tuple[Call, Customer | None, str]]:
    """Each call with its customer, by the conversation or by the number, and its words."""
    numbers = {call.number for call in page if not call.conversation_id and call.number}
    known = Identity.objects.visible_to(request.person).proven().filter(kind="phone", value__in=numbers)
    by_number = {one.value: one.customer for one in known.select_related("customer")} if numbers else {}
    return [
        (
            call,
            call.conversation.customer if call.conversation else by_number.get(call.number),
            words_of(call),
        )
        for call in page
    ]


@require_POST
@may_act
def call_settle(request: StaffRequest, call_id: UUID) -> HttpResponse:
    """A missed call needs no call back any more, or does after all (?undo)."""
    call = find_visible(Call.objects, request.person, pk=call_id)
    if "undo" in request.POST:
        unsettle(call, by=request.person)
    elif settle_by_hand(call, by=request.person):
        messages.success(request, _("The missed call is off the list."))
    return redirect("calls")


@require_POST
@may_act
def call_dial(request: StaffRequest) -> HttpResponse:
    """Ring my telephone, then the customer's."""
    try:
        dial(request.person, request.POST.get("number", "")[:40])
        messages.success(request, _("Your telephone rings now; lift it and the customer is called."))
    except CannotDial as problem:
        messages.error(request, str(problem))
    return redirect("calls")


@require_GET
@may_act
def call_recording(request: StaffRequest, call_id: UUID) -> HttpResponse:
    """To where the recording is heard, as long as the link lives."""
    call = find_visible(Call.objects.select_related("account"), request.person, pk=call_id)
    if not call.recording or (call.recording_until and call.recording_until <= clock.now()):
        messages.error(
            request, _("The link to this recording came to the end of its time and was destroyed.")
        )
        return redirect("calls")
    try:
        return redirect(hear_recording(call, by=request.person))
    except (TryLater, Refused) as problem:
        messages.error(request, str(problem))
        return redirect("calls")


@require_GET
@may_act
def ringing(request: StaffRequest) -> HttpResponse:
    """The call that rings at this person's telephone, with who it is; nothing when none does."""
    mine = Extension.objects.visible_to(request.person).filter(person=request.person)
    numbers = list(mine.values_list("account_id", "number"))
    rows = Call.objects.visible_to(request.person).filter(
        direction="in", ended_at=None, answered_at=None, began_at__gt=clock.now() - RINGS
    )
    own = [
        call
        for call in rows.order_by("-began_at")[:20]
        if any(call.account_id == account and call.extension in ("", number) for account, number in numbers)
    ]
    if not own:
        return HttpResponse("")
    return render(request, "channels/phone/_ringing.html", _caller(request, own[0]))


def _caller(request: StaffRequest, call: Call) -> dict[str, object]:
    customer = customer_of(request.person.brand_id, call.number)
    matters: list[Conversation] = []
    if customer:
        theirs = Conversation.objects.visible_to(request.person).current().filter(customer=customer)
        matters = list(theirs.newest_first()[:LAST_MATTERS])
    spoken = Interaction.objects.visible_to(request.person).filter(customer=customer) if customer else None
    last = spoken.newest_first().first() if spoken is not None else None
    return {"call": call, "customer": customer, "matters": matters, "last": last}
