"""Taking back what was just done."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from memnun.desk.conversation.performing import toast_only
from memnun.desk.conversation.undoing import changes_of
from memnun.interactions.actions import put_back
from memnun.people.doors import StaffRequest, may_act


@require_POST
@may_act
def undo(request: StaffRequest) -> HttpResponse:
    """Put back what the token's act changed, where nobody changed it again."""
    try:
        changes = changes_of(request.POST.get("token", ""), request.person)
    except ValueError as problem:
        return _say(request, str(problem), "error", [])
    undone = put_back(changes, by=request.person)
    left = len(changes) - undone
    text = _("As it was.")
    if left:
        text = ngettext(
            "{count} conversation was changed again meanwhile and was left as it is.",
            "{count} conversations were changed again meanwhile and were left as they are.",
            left,
        ).format(count=left)
    return _say(
        request, text, "warning" if left else "success", [str(change.conversation_id) for change in changes]
    )


def _say(request: StaffRequest, text: str, level: str, ids: list[str]) -> HttpResponse:
    if not request.htmx:
        messages.add_message(request, messages.ERROR if level == "error" else messages.INFO, text)
        return redirect("desk:conversation", ids[0]) if len(ids) == 1 else redirect("desk:inbox")
    response = toast_only(text, level)
    if ids:
        told = json.loads(response["HX-Trigger"])
        response["HX-Trigger"] = json.dumps({**told, "memnun:changed": {"ids": ids, "news": True}})
    return response
