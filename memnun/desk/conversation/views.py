"""A conversation and the fragments that complete it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from memnun.desk.conversation.panes import conversation_panes, find_conversation, head, questions
from memnun.desk.conversation.timeline import Reader
from memnun.desk.customer_pane import CustomerPane
from memnun.desk.inbox.panes import list_pane
from memnun.desk.inbox.panes import questions as questions_of_list
from memnun.desk.inbox.views import ids_of
from memnun.desk.paging import Place
from memnun.desk.words import desk_words
from memnun.foundation.remembering import remembered
from memnun.people.asking_together import asked_together
from memnun.people.doors import StaffRequest, staff_required


@require_GET
@staff_required
@remembered
def conversation(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """The three panes with one conversation chosen, or only its two panes when the list stays."""
    found = find_conversation(request, conversation_id)
    if found.merged_into_id:
        return redirect("desk:conversation", found.merged_into_id)
    if request.htmx.target == "conversation":
        with asked_together(questions(request, found)):
            return render(request, "desk/conversation/_panes.html", conversation_panes(request, found))
    with asked_together([*questions(request, found), *questions_of_list(request)]):
        shown = {**conversation_panes(request, found), **list_pane(request), "words": desk_words()}
        return render(request, "desk/desk.html", shown)


@require_GET
@staff_required
@remembered
def earlier(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """The stretch of the conversation in front of a place; with `down_to`, as far back as that contact."""
    found = find_conversation(request, conversation_id)
    down_to = next(iter(ids_of([request.GET.get("down_to", "")])), None)
    timeline = Reader(found, request.person).stretch(Place.read(request.GET.get("before")), down_to)
    return render(request, "desk/conversation/_stretch.html", {"conversation": found, "timeline": timeline})


@require_GET
@staff_required
@remembered
def standing(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """The customer's group and its reason, as they are now."""
    found = find_conversation(request, conversation_id)
    shown = {"conversation": found, "pane": CustomerPane(found.customer, found, request.person)}
    return render(request, "desk/customer/_group.html", shown)


@require_GET
@staff_required
@remembered
def news(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """What came after the newest act the page knows, and the head as it is now."""
    found = find_conversation(request, conversation_id)
    timeline = Reader(found, request.person).news(seen_act(request.GET.get("seen")))
    shown = {"timeline": timeline, **head(request, found, timeline.last_event)}
    return render(request, "desk/conversation/_news.html", shown)


def seen_act(text: str | None) -> int:
    """The number of an act as a page sends it; 0 when it sends none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else 0
