"""Planning a meeting from a conversation, changing it, calling it off; what the guest answered stands on its card."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from memnun.channels.email.models import Appointment
from memnun.channels.video.actions import NoServer
from memnun.desk.conversation.panes import find_conversation
from memnun.desk.meeting import planning
from memnun.desk.meeting.cards import cards_of
from memnun.desk.meeting.forms import AppointmentForm, proposed, told_of
from memnun.interactions.models import Conversation
from memnun.interactions.outbox import CannotSend
from memnun.people.doors import StaffRequest, find_visible, may_act, staff_required
from memnun.people.views.pages import posted

REFUSED = 422


@require_GET
@staff_required
def appointments(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """The cards of a conversation's coming meetings."""
    conversation = find_conversation(request, conversation_id)
    shown = {"conversation": conversation, "appointments": cards_of(conversation, request.person)}
    return render(request, "desk/meeting/_cards.html", shown)


@require_http_methods(["GET", "POST"])
@may_act
def appointment_create(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Invite the customer to a meeting."""
    conversation = find_conversation(request, conversation_id)
    form = _form(request, conversation, proposed(conversation.subject))
    if form.is_bound and form.is_valid():
        try:
            planning.invite(
                conversation, form.plan, way=form.way_chosen, by_video=form.by_video, base_url=_base(request), by=request.person,
            )  # fmt: skip
        except (CannotSend, NoServer) as problem:
            form.add_error(None, str(problem))
        else:
            return _back(request, conversation.id, _("The invitation is on its way."))
    return _sheet(request, form, {"conversation": conversation})


@require_http_methods(["GET", "POST"])
@may_act
def appointment(request: StaffRequest, appointment_id: UUID) -> HttpResponse:
    """Change a meeting; the guest is told and asked anew."""
    found = _find(request, appointment_id)
    form = _form(request, found.conversation, told_of(found))
    if form.is_bound and form.is_valid():
        try:
            changed = planning.change(
                found, form.plan, by_video=form.by_video, base_url=_base(request), by=request.person
            )
        except (CannotSend, NoServer) as problem:
            form.add_error(None, str(problem))
        else:
            words = _("The change is on its way.") if changed else _("Nothing was changed.")
            return _back(request, found.conversation_id, words)
    return _sheet(request, form, {"conversation": found.conversation, "appointment": found})


@require_POST
@may_act
def appointment_call_off(request: StaffRequest, appointment_id: UUID) -> HttpResponse:
    """Tell the guest that it will not take place."""
    found = _find(request, appointment_id)
    try:
        if planning.call_off(found, by=request.person):
            messages.success(request, _("The meeting is called off; the customer is told."))
    except CannotSend as problem:
        messages.error(request, str(problem))
    return _go(request, found.conversation_id)


def _find(request: StaffRequest, appointment_id: UUID) -> Appointment:
    found: Appointment = find_visible(
        Appointment.objects.select_related("conversation__customer", "account"),
        request.person,
        pk=appointment_id,
    )
    return found


def _form(request: StaffRequest, conversation: Conversation, told: dict[str, Any]) -> AppointmentForm:
    return AppointmentForm(
        posted(request),
        initial=told,
        ways=planning.mailboxes(conversation),
        has_video=planning.has_video(request.person),
    )


def _sheet(request: StaffRequest, form: AppointmentForm, shown: dict[str, Any]) -> HttpResponse:
    template = "desk/meeting/_form.html" if request.htmx else "desk/meeting/form.html"
    return render(request, template, {"form": form, **shown}, status=REFUSED if form.errors else 200)


def _back(request: StaffRequest, conversation_id: UUID, words: str) -> HttpResponse:
    messages.success(request, words)
    return _go(request, conversation_id)


def _go(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    if request.htmx:
        return HttpResponseClientRedirect(reverse("desk:conversation", args=[conversation_id]))
    return redirect("desk:conversation", conversation_id)


def _base(request: StaffRequest) -> str:
    return settings.ENVIRONMENT.url or f"{request.scheme}://{request.get_host()}"
