"""Meetings of a conversation: planned, invited to, joined, noted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from memnun.channels.video.actions import NoServer, cancel_meeting, end_by_hand, invitation, plan_meeting
from memnun.channels.video.forms import EndForm, PlanForm
from memnun.channels.video.links import room_url
from memnun.channels.video.models import Meeting
from memnun.events.models import Event
from memnun.interactions.actions.guarding import ChangedMeanwhile
from memnun.interactions.actions.replying import Reply, reply, ways
from memnun.interactions.models import Conversation
from memnun.interactions.outbox import CannotSend
from memnun.people.doors import StaffRequest, find_visible, may_act
from memnun.people.views.pages import posted

SHOWN = 20
PARTS = ("conversation__customer", "account", "made_by")


@require_http_methods(["GET", "POST"])
@may_act
def meetings(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """The meetings of a conversation, and a new one."""
    conversation = find_visible(
        Conversation.objects.select_related("customer"), request.person, pk=conversation_id
    )
    form = PlanForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            meeting = plan_meeting(
                conversation, planned_at=form.cleaned_data["planned_at"], by=request.person
            )
            return redirect("meeting", meeting.id)
        except NoServer as problem:
            form.add_error(None, str(problem))
    rows = (
        Meeting.objects.visible_to(request.person).filter(conversation=conversation).select_related("made_by")
    )
    shown = {"conversation": conversation, "form": form, "meetings": rows.order_by("-id")[:SHOWN]}
    return render(request, "channels/video/meetings.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET"])
@may_act
def meeting(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting: its invitation, the way in, who was there, what came of it."""
    found = find_visible(Meeting.objects.select_related(*PARTS), request.person, pk=meeting_id)
    newest = Event.objects.visible_to(request.person).about_conversation(found.conversation_id).last()
    shown: dict[str, Any] = {
        "meeting": found,
        "invitation": invitation(found, base_url=_base(request)) if found.is_open else "",
        "ways": ways(found.conversation),
        "seen": newest.id if newest else 0,
        "attendances": found.attendances.all(),
        "form": EndForm(),
    }
    return render(request, "channels/video/meeting.html", shown)


@require_POST
@may_act
def meeting_invite(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Send the invitation as an answer in the conversation."""
    found = find_visible(Meeting.objects.select_related(*PARTS), request.person, pk=meeting_id)
    text = request.POST.get("text", "").strip() or invitation(found, base_url=_base(request))
    seen = request.POST.get("seen", "0")
    try:
        given = Reply(text=text, key=f"meeting-{found.id}", seen=int(seen) if seen.isdecimal() else 0)
        reply(found.conversation, given, by=request.person)
        messages.success(request, _("The invitation is on its way."))
    except ChangedMeanwhile:
        messages.error(
            request, _("Something new was said meanwhile. Read it, then send the invitation again.")
        )
    except CannotSend as problem:
        messages.error(request, str(problem))
    return redirect("meeting", found.id)


@require_POST
@may_act
def meeting_join(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Into the room, as its moderator where the server knows tickets."""
    found = find_visible(Meeting.objects.select_related(*PARTS), request.person, pk=meeting_id)
    if not found.is_open:
        messages.error(request, _("This meeting is closed"))
        return redirect("meeting", found.id)
    answer = redirect(room_url(found, name=request.person.name, moderator=True))
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@require_POST
@may_act
def meeting_end(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """The meeting took place; what was said goes into the ledger."""
    found = find_visible(Meeting.objects, request.person, pk=meeting_id)
    form = EndForm(request.POST)
    if form.is_valid():
        end_by_hand(found, by=request.person, note=form.cleaned_data["note"])
    return redirect("meeting", found.id)


@require_POST
@may_act
def meeting_cancel(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Call it off: the link leads nowhere any more."""
    found = find_visible(Meeting.objects.select_related("conversation"), request.person, pk=meeting_id)
    if cancel_meeting(found, by=request.person):
        messages.success(request, _("The meeting is called off; its link is closed."))
    return redirect("meeting", found.id)


def _base(request: StaffRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
