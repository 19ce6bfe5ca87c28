"""How every act on a conversation runs and is answered: guarded, in one transaction, with undo.

A page with htmx gets the head as it is now, the new lines of the timeline and a toast; a plain form
is sent back to the conversation with the same words as a message.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from memnun.desk.conversation.panes import find_conversation, head
from memnun.desk.conversation.sentences import sentence
from memnun.desk.conversation.timeline import Reader
from memnun.desk.conversation.undoing import undo_token
from memnun.desk.conversation.views import seen_act
from memnun.events.models import Event
from memnun.interactions.actions import Change, ChangedMeanwhile, State, refuse_if_changed
from memnun.interactions.models import Conversation
from memnun.people.doors import StaffRequest
from memnun.people.models import Person

REFUSED = 422
CONFLICT = 409


@dataclass(frozen=True)
class Done:
    """What an act says afterwards; `undo_url` is for acts with an undo of their own."""

    text: str
    undo_url: str = ""
    go_to: UUID | None = None


Act = Callable[[Conversation], Done]
Brief = Callable[[Conversation, Done], HttpResponse | None]


def perform(
    request: StaffRequest,
    conversation_id: UUID,
    act: Act,
    *,
    guarded: bool = True,
    afterwards: Callable[[], None] | None = None,
    in_brief: Brief | None = None,
) -> HttpResponse:
    """Run one act on a conversation the person sees; `afterwards` runs when it is committed.

    `in_brief` may answer a page with htmx with less than the head and the new lines. The act raises ValueError with words for the person. What an act that is not guarded here refuses
    itself (ChangedMeanwhile) goes to the caller.
    """
    conversation = find_conversation(request, conversation_id)
    try:
        with transaction.atomic():
            if guarded:
                refuse_if_changed(conversation, seen=seen_act(request.POST.get("seen")), by=request.person)
            before = State.of(conversation)
            done = act(conversation)
    except ChangedMeanwhile as changed:
        if not guarded:
            raise
        return _ask_again(request, conversation, changed.events)
    except ValueError as problem:
        return refuse(request, conversation, str(problem))
    if afterwards:
        afterwards()
    if in_brief and request.htmx and (brief := in_brief(conversation, done)):
        return brief
    after = find_conversation(request, conversation_id)
    changes = [Change(after.id, before, State.of(after))]
    return _answer(request, after, done, changes)


def refuse(request: StaffRequest, conversation: Conversation, text: str) -> HttpResponse:
    """Say why nothing was done; what was typed stays in the form."""
    if request.htmx:
        return toast_only(text, "error", status=REFUSED)
    messages.error(request, text)
    return redirect("desk:conversation", conversation.id)


def toast_only(text: str, level: str, status: int = 200) -> HttpResponse:
    """An answer that only says something."""
    said = {"memnun:toast": {"text": text, "level": level}}
    return HttpResponse(status=status, headers={"HX-Trigger": json.dumps(said), "HX-Reswap": "none"})


def _answer(
    request: StaffRequest, conversation: Conversation, done: Done, changes: Sequence[Change]
) -> HttpResponse:
    undo = "" if done.undo_url else undo_token(changes, request.person)
    if not request.htmx:
        messages.success(request, done.text, extra_tags=undo)
        return redirect("desk:conversation", done.go_to or conversation.id)
    seen = seen_act(request.POST.get("seen"))
    timeline = Reader(conversation, request.person).news(seen)
    shown: dict[str, Any] = {
        "timeline": timeline,
        "done": done,
        "undo": undo,
        **head(request, conversation, timeline.last_event),
    }
    response = render(request, "desk/conversation/_answer.html", shown)
    return with_change(response, conversation.id, go_to=done.go_to)


def with_change(response: HttpResponse, conversation_id: UUID, *, go_to: UUID | None = None) -> HttpResponse:
    """The response, which also has the page draw the conversation's row anew."""
    opened = {"memnun:open": {"id": str(go_to)}} if go_to else {}
    response["HX-Trigger"] = json.dumps({"memnun:changed": {"ids": [str(conversation_id)]}, **opened})
    return response


def _ask_again(request: StaffRequest, conversation: Conversation, events: Sequence[Event]) -> HttpResponse:
    """Tell what colleagues did meanwhile, and offer to do it all the same."""
    ids = {event.actor_id for event in events if event.actor_id}
    names = dict(Person.objects.visible_to(request.person).filter(id__in=ids).values_list("id", "name"))
    shown = {
        "conversation": conversation,
        "lines": [(sentence(event, names), event.at) for event in events],
        "fields": [(name, value) for name, values in request.POST.lists() for value in values if _kept(name)],
        "seen": events[-1].id,
        "act": request.path,
    }
    template = "desk/conversation/_changed_meanwhile.html"
    if not request.htmx:
        return render(request, "desk/conversation/changed_meanwhile.html", shown, status=CONFLICT)
    response = render(request, template, shown, status=REFUSED)
    response["HX-Retarget"], response["HX-Reswap"] = "#dialog", "innerHTML"
    return response


def _kept(name: str) -> bool:
    return name not in ("seen", "csrfmiddlewaretoken")
