"""What people do with a message that is on its way or did not arrive, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from memnun.cases.actions import take_back_with_answer
from memnun.desk.conversation.panes import find_conversation
from memnun.desk.conversation.performing import REFUSED, toast_only
from memnun.desk.reply.outgoing import newest_sent, pending_in
from memnun.desk.reply.views import fresh_composer
from memnun.interactions import outbox
from memnun.interactions.actions import keep_draft
from memnun.interactions.models import OutboxMessage
from memnun.interactions.outbox.changing import TooLate
from memnun.people.doors import StaffRequest, find_visible, may_act, staff_required


@require_GET
@staff_required
def outgoing(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """What is on its way, and what became of what was sent, as it is now."""
    conversation = find_conversation(request, conversation_id)
    shown = {
        "conversation": conversation,
        "pending": pending_in(conversation),
        "sent": newest_sent(conversation),
    }
    return render(request, "desk/reply/_outgoing_now.html", shown)


@require_POST
@may_act
def cancel(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """Take a message back; its words stand in the composer again."""
    message = _find(request, message_id)
    try:
        with transaction.atomic():
            outbox.cancel(message, by=request.person, reason="by hand")
            take_back_with_answer(message.id, by=request.person)
    except TooLate as problem:
        return _say(request, message, str(problem), "error")
    if message.by_id == request.person.id:
        keep_draft(
            message.conversation,
            by=request.person,
            text=message.text,
            subject=message.subject,
            account=message.channel_account,
        )
    text = _("The message was taken back; its words stand in the composer.")
    response = _say(request, message, text)
    if request.htmx:
        conversation = find_conversation(request, message.conversation_id)
        response.content = fresh_composer(request, conversation).encode()
        del response["HX-Reswap"]
        response["HX-Reswap"] = "none"
    return response


@require_POST
@may_act
def hurry(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """Send a waiting message now."""
    return _act(request, message_id, outbox.send_now, _("It leaves now."))


@require_POST
@may_act
def resending(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """Try a message again that did not leave."""
    return _act(request, message_id, outbox.resend, _("It is being sent again."))


@require_POST
@may_act
def settlement(request: StaffRequest, message_id: UUID) -> HttpResponse:
    """A message that did not arrive was dealt with otherwise."""
    return _act(request, message_id, outbox.settle, _("Taken off the list."))


def _act(
    request: StaffRequest, message_id: UUID, act: Callable[..., OutboxMessage], text: str
) -> HttpResponse:
    message = _find(request, message_id)
    try:
        act(message, by=request.person)
    except TooLate as problem:
        return _say(request, message, str(problem), "error")
    return _say(request, message, text)


def _find(request: StaffRequest, message_id: UUID) -> OutboxMessage:
    messages_ = OutboxMessage.objects.select_related("conversation", "channel_account")
    message: OutboxMessage = find_visible(messages_, request.person, id=message_id)
    return message


def _say(request: StaffRequest, message: OutboxMessage, text: str, level: str = "success") -> HttpResponse:
    if request.htmx:
        return toast_only(text, level, status=REFUSED if level == "error" else 200)
    messages.add_message(request, messages.ERROR if level == "error" else messages.SUCCESS, text)
    if request.POST.get("back") == "outbox":
        return redirect("desk:outbox")
    return redirect("desk:conversation", message.conversation_id)
