"""The batch bar under the list."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from memnun.desk.conversation.performing import REFUSED, Done, toast_only
from memnun.desk.conversation.undoing import undo_token
from memnun.desk.inbox import batches
from memnun.desk.inbox.filters import Filters
from memnun.desk.inbox.tags import recent_tags
from memnun.desk.inbox.views import ids_of
from memnun.desk.urls_of import inbox_address
from memnun.people.doors import StaffRequest, may_act, staff_required
from memnun.people.models import Person


@require_POST
@may_act
def batch(request: StaffRequest) -> HttpResponse:
    """Assign, tag or resolve the ticked conversations."""
    act = request.POST.get("act", "")
    try:
        step = batches.step_of(act, _value(request, act), request.person)
        changes = batches.run(request.person, ids_of(request.POST.getlist("id")), step)
    except ValueError as problem:
        return _refused(request, str(problem))
    text, undo = batches.said(changes), undo_token(changes, request.person)
    if not request.htmx:
        messages.success(request, text, extra_tags=undo)
        return redirect(inbox_address(Filters.read(request.GET).query()))
    shown = {"done": Done(text), "undo": undo}
    response = render(request, "desk/inbox/_batch_answer.html", shown)
    changed: list[UUID] = [change.conversation_id for change in changes]
    told = {"memnun:changed": {"ids": [str(id_) for id_ in changed], "news": True}, "memnun:untick": {}}
    response["HX-Trigger"] = json.dumps(told)
    return response


@require_GET
@staff_required
def choices(request: StaffRequest) -> HttpResponse:
    """Whom to assign to and which tags there are, fetched when the bar is first used."""
    people = Person.objects.visible_to(request.person).active().only("id", "name")
    shown = {"people": people, "known_tags": recent_tags(request.person)}
    return render(request, "desk/inbox/_batch_choices.html", shown)


def _value(request: StaffRequest, act: str) -> str:
    return request.POST.get({"assign": "to", "tag": "tag"}.get(act, ""), "")


def _refused(request: StaffRequest, text: str) -> HttpResponse:
    if request.htmx:
        return toast_only(text, "error", status=REFUSED)
    messages.error(request, text)
    return redirect(inbox_address(Filters.read(request.GET).query()))
