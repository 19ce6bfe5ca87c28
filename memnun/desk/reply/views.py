"""Sending an answer, keeping it as a draft, attaching files, and finding a saved reply."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from memnun.cases.actions import hold_open_case
from memnun.cases.models import Promise
from memnun.desk.conversation.forms import first_problem
from memnun.desk.conversation.panes import find_conversation
from memnun.desk.conversation.performing import REFUSED, Done, perform, with_change
from memnun.desk.conversation.timeline import Reader
from memnun.desk.conversation.views import seen_act
from memnun.desk.reply.composing import composer_for, gap_values, later_choices, new_key, read_ids
from memnun.desk.reply.forms import ReplyForm
from memnun.desk.reply.outgoing import pending_in
from memnun.desk.reply.promising import (
    PromiseWanted,
    promise_lines,
    promises_to_write,
    sentence,
    write_promises,
)
from memnun.foundation import clock
from memnun.interactions import actions
from memnun.interactions.actions import ChangedMeanwhile, Reply
from memnun.interactions.attachments import RefusedFile, keep
from memnun.interactions.models import Attachment, Conversation, Draft, OutboxMessage
from memnun.knowledge.actions import count_use, find_replies, usable_by
from memnun.knowledge.filling import fill
from memnun.knowledge.models import SavedReply
from memnun.people.doors import StaffRequest, find_visible, may_act

MOST_FILES = 20


@require_POST
@may_act
def reply(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Write to the customer; held back for some seconds, so that it can be taken back."""
    sent: list[Promise] = []

    def act(found: Conversation) -> Done:
        given = _given(request)
        wanted = promises_to_write(found, request.POST, person=request.person, send_at=given.send_at)
        if wanted:
            hold_open_case(found)
        message = actions.reply(found, given, by=request.person)
        sent.extend(write_promises(message, wanted, by=request.person))
        actions.forget_draft(found, by=request.person)
        undo_url = reverse("desk:outgoing_cancel", args=[message.id]) if message.not_before else ""
        return Done(sentence(_said(message), sent), undo_url=undo_url)

    def in_brief(found: Conversation, done: Done) -> HttpResponse | None:
        return None if sent or request.POST.get("afterwards") else _answered(request, found, done)

    try:
        response = perform(request, conversation_id, act, guarded=False, in_brief=in_brief)
    except ChangedMeanwhile as changed:
        return _show_what_came(request, find_conversation(request, conversation_id), changed)
    except PromiseWanted as wanted:
        return _ask_for_promise(request, find_conversation(request, conversation_id), wanted)
    if request.htmx and (sent or request.POST.get("afterwards")) and response.status_code == 200:
        response.content += fresh_composer(request, find_conversation(request, conversation_id)).encode()
    return response


def _answered(request: StaffRequest, conversation: Conversation, done: Done) -> HttpResponse:
    """An answer that changed nothing but itself: the message on its way, and an empty place for the next."""
    shown = {
        "conversation": conversation,
        "done": done,
        "key": new_key(),
        "pending": pending_in(conversation),
    }
    return with_change(render(request, "desk/reply/_answered.html", shown), conversation.id)


def _given(request: StaffRequest) -> Reply:
    form = ReplyForm(request.POST, person=request.person)
    if not form.is_valid():
        raise ValueError(first_problem(form))
    cleaned = form.cleaned_data
    return Reply(
        text=cleaned["text"].strip(),
        key=f"{request.person.id}:{cleaned['key']}"[:120],
        seen=seen_act(request.POST.get("seen")),
        account=cleaned["account"],
        subject=cleaned["subject"],
        attachment_ids=read_ids(request.POST.getlist("file")),
        send_at=cleaned["send_at"],
        dropped_if_customer_writes=cleaned["dropped"] and cleaned["send_at"] is not None,
        afterwards=cleaned["afterwards"],
    )


def _said(message: OutboxMessage) -> str:
    if message.state == "blocked":
        return _("The message may not be sent; the reason stands below it.")
    if message.next_at - clock.now() > timedelta(minutes=1):
        when = date_format(timezone.localtime(message.next_at), "DATETIME_FORMAT")
        return _("It leaves on {when}.").format(when=when)
    return _("Your answer is on its way.")


def _show_what_came(
    request: StaffRequest, conversation: Conversation, changed: ChangedMeanwhile
) -> HttpResponse:
    """The answer did not leave: show what was said meanwhile; what was written stays."""
    first = min(event.id for event in changed.events)
    news = Reader(conversation, request.person).news(first - 1)
    shown = {
        "conversation": conversation,
        "timeline": news,
        "seen": max(event.id for event in changed.events),
        "fields": _fields(request, "seen"),
    }
    if not request.htmx:
        return render(request, "desk/reply/came_meanwhile.html", shown, status=409)
    response = render(request, "desk/reply/_came_meanwhile.html", shown, status=REFUSED)
    response["HX-Retarget"], response["HX-Reswap"] = "#dialog", "innerHTML"
    return response


def _ask_for_promise(
    request: StaffRequest, conversation: Conversation, wanted: PromiseWanted
) -> HttpResponse:
    """The answer did not leave: say by when, or that it goes without a promise."""
    shown = {
        "conversation": conversation,
        "form": wanted.form,
        "kept": wanted.kept,
        "fields": _fields(request, *wanted.form.fields, "promise_asked"),
    }
    if not request.htmx:
        return render(request, "desk/reply/promise_asked.html", shown, status=REFUSED)
    response = render(request, "desk/reply/_promise_asked.html", shown, status=REFUSED)
    response["HX-Retarget"], response["HX-Reswap"] = "#dialog", "innerHTML"
    return response


def _fields(request: StaffRequest, *left_out: str) -> list[tuple[str, str]]:
    """What was written, to be sent again from a dialog."""
    told = [(name, value) for name, values in request.POST.lists() for value in values]
    return [(name, value) for name, value in told if name not in ("csrfmiddlewaretoken", *left_out)]


def fresh_composer(request: StaffRequest, conversation: Conversation) -> str:
    """The reply form and the messages on their way, to be put into the page."""
    shown = {
        "conversation": conversation,
        "composer": composer_for(conversation, request.person, new_key()),
        "later": later_choices(clock.now()),
        "pending": pending_in(conversation),
    }
    return render_to_string("desk/reply/_fresh.html", shown, request)


@require_GET
@may_act
def composer(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """The reply form anew, with the draft as it is kept."""
    conversation = find_conversation(request, conversation_id)
    return HttpResponse(fresh_composer(request, conversation))


@require_POST
@may_act
def draft(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Keep what is being written; answers with the promises found in it."""
    conversation: Conversation = find_visible(Conversation.objects, request.person, id=conversation_id)
    form = ReplyForm(request.POST, person=request.person)
    form.is_valid()
    actions.keep_draft(
        conversation,
        by=request.person,
        text=form.cleaned_data.get("text", request.POST.get("text", "")[:50_000]),
        subject=form.cleaned_data.get("subject", ""),
        account=form.cleaned_data.get("account"),
    )
    shown = promise_lines(conversation, request.POST, person=request.person)
    return render(request, "desk/reply/_promise.html", shown)


@require_POST
@may_act
def draft_taking(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """Go on with a colleague's draft."""
    found: Draft = find_visible(
        Draft.objects.select_related("conversation", "by"), request.person, id=draft_id
    )
    conversation = find_conversation(request, found.conversation_id)
    actions.take_over_draft(found, by=request.person)
    if not request.htmx:
        return redirect("desk:conversation", conversation.id)
    return HttpResponse(fresh_composer(request, conversation))


@require_POST
@may_act
def upload(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Attach files to the answer that is being written."""
    conversation = find_visible(Conversation.objects, request.person, id=conversation_id)
    kept: list[Attachment] = []
    problems: list[str] = []
    for file in request.FILES.getlist("files")[:MOST_FILES]:
        try:
            kept.append(keep(conversation.brand_id, file.name or "", file.read(), uploaded_by=request.person))
        except RefusedFile as problem:
            problems.append(str(problem))
    shown = {"files": kept, "problems": problems}
    return render(request, "desk/reply/_uploads.html", shown, status=200 if kept else REFUSED)


@require_GET
@may_act
def saved_replies(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Saved replies that hold the words typed, as JSON: name, text with its gaps filled, id."""
    conversation = find_conversation(request, conversation_id)
    values = gap_values(conversation, request.person)
    found = find_replies(request.person, request.GET.get("q", "")[:80])
    rows = [{"id": str(one.id), "name": one.name, "text": fill(one.text, values)} for one in found]
    return JsonResponse({"replies": rows})


@require_POST
@may_act
def saved_reply_use(request: StaffRequest, savedreply_id: UUID) -> HttpResponse:
    """A saved reply was put into an answer."""
    found: SavedReply = find_visible(SavedReply.objects, request.person, id=savedreply_id)
    if usable_by(request.person).filter(id=found.id).exists():
        count_use(found)
    return HttpResponse(status=204)
