"""Merging a conversation into another of the same customer, splitting contacts off, undoing either."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from memnun.desk.conversation.panes import find_conversation
from memnun.desk.conversation.performing import Done, perform, toast_only
from memnun.desk.inbox.listing import visible
from memnun.desk.inbox.views import ids_of
from memnun.interactions import actions
from memnun.interactions.models import Conversation, Rearrangement
from memnun.people.doors import StaffRequest, find_visible, may_act

OFFERED = 20


@require_GET
@may_act
def merge_choices(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """The customer's other conversations, newest first, to choose one."""
    conversation = find_conversation(request, conversation_id)
    others = visible(request.person).filter(customer=conversation.customer).exclude(id=conversation.id)
    shown = {
        "conversation": conversation,
        "others": others.newest_first()[:OFFERED],
        "seen": request.GET.get("seen", ""),
    }
    template = "desk/conversation/_merge.html" if request.htmx else "desk/conversation/merge.html"
    return render(request, template, shown)


@require_POST
@may_act
def merge(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Move everything of this conversation into the chosen one."""

    def act(conversation: Conversation) -> Done:
        ids = ids_of([request.POST.get("into", "")])
        if not ids:
            raise ValueError(_("Choose the conversation to merge into."))
        target = find_visible(visible(request.person), request.person, id=ids[0])
        done = actions.merge(conversation, into=target, by=request.person)
        text = _("#{source} is now part of #{target}.").format(
            source=conversation.number, target=target.number
        )
        return Done(text, undo_url=reverse("desk:rearrangement_undo", args=[done.id]), go_to=target.id)

    return perform(request, conversation_id, act)


@require_POST
@may_act
def split(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Move the ticked contacts into a conversation of their own."""

    def act(conversation: Conversation) -> Done:
        chosen = ids_of(request.POST.getlist("contact"))
        done = actions.split(conversation, interaction_ids=chosen, by=request.person)
        text = _("The contacts now stand in #{number}.").format(number=done.target.number)
        return Done(text, undo_url=reverse("desk:rearrangement_undo", args=[done.id]), go_to=done.target_id)

    return perform(request, conversation_id, act)


@require_POST
@may_act
def undo(request: StaffRequest, rearrangement_id: UUID) -> HttpResponse:
    """Part what was merged, join what was split."""
    done = find_visible(Rearrangement.objects, request.person, id=rearrangement_id)
    source = find_visible(Conversation.objects, request.person, id=done.source_id)
    try:
        actions.undo(done, by=request.person)
    except actions.CannotRearrange as problem:
        if request.htmx:
            return toast_only(str(problem), "error")
        messages.error(request, str(problem))
        return redirect("desk:conversation", done.target_id)
    if not request.htmx:
        messages.success(request, _("As it was."))
        return redirect("desk:conversation", source.id)
    response = toast_only(_("As it was."), "success")
    told = json.loads(response["HX-Trigger"])
    ids = [str(done.source_id), str(done.target_id)]
    response["HX-Trigger"] = json.dumps(
        {**told, "memnun:changed": {"ids": ids}, "memnun:open": {"id": ids[0]}}
    )
    return response
