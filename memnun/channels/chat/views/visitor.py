"""What the desk shows of a visitor, and what visitors are shown of the desk."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from memnun.channels.chat import actions
from memnun.channels.chat.models import Visitor
from memnun.channels.chat.placing import visitor_of
from memnun.foundation import clock
from memnun.interactions.models import Conversation
from memnun.people.doors import StaffRequest, find_visible, may_act, staff_required

NO_CONTENT = 204
LENGTHS = tuple(
    zip(actions.HOURS, (gettext_lazy("1 hour"), gettext_lazy("1 day"), gettext_lazy("1 week")), strict=True)
)


@require_http_methods(["GET", "POST"])
@staff_required
def visitor(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Whether the visitor is here, on which page; POST says that somebody has the conversation before their eyes."""
    found = _find(request, conversation_id)
    if found is None:
        return HttpResponse(status=NO_CONTENT)
    if request.method == "POST":
        actions.look(found)
        return HttpResponse(status=NO_CONTENT)
    return _show(request, found, conversation_id)


@require_POST
@may_act
def typing(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """The person writes an answer."""
    if found := _find(request, conversation_id):
        actions.type_to(found, request.person)
    return HttpResponse(status=NO_CONTENT)


@require_POST
@may_act
def release(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Let a visitor write again who was set aside."""
    found = _find(request, conversation_id)
    if found is None:
        return HttpResponse(status=NO_CONTENT)
    actions.release(found, by=request.person)
    return _after(request, found, conversation_id)


@require_POST
@may_act
def set_aside(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Set a visitor aside who abuses the chat, for the hours that were chosen."""
    found = _find(request, conversation_id)
    if found is None:
        return HttpResponse(status=NO_CONTENT)
    wished = request.POST.get("hours", "")
    hours = next((each for each in actions.HOURS if str(each) == wished), actions.BY_ITSELF)
    actions.set_aside(found.id, by=request.person, hours=hours)
    return _after(request, found, conversation_id)


@require_POST
@may_act
def attendance(request: StaffRequest) -> HttpResponse:
    """The person has the desk open."""
    actions.attend(request.person)
    return HttpResponse(status=NO_CONTENT)


def _after(request: StaffRequest, found: Visitor, conversation_id: UUID) -> HttpResponse:
    """The bar anew, or the conversation for a browser without scripts."""
    if not request.htmx:
        return redirect("desk:conversation", conversation_id)
    return _show(request, found, conversation_id)


def _show(request: StaffRequest, found: Visitor, conversation_id: UUID) -> HttpResponse:
    found.refresh_from_db()
    now = clock.now()
    page = {
        "visitor": found,
        "here": found.is_here(now),
        "aside": found.is_aside(now),
        "lengths": LENGTHS,
        "conversation_id": conversation_id,
    }
    return render(request, "channels/chat/_visitor.html", page)


def _find(request: StaffRequest, conversation_id: UUID) -> Visitor | None:
    """The visitor of a conversation; None when it is with somebody who was never at a widget. Raises Http404."""
    return visitor_of(find_visible(Conversation.objects, request.person, pk=conversation_id))
