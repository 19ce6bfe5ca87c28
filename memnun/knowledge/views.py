"""The pages of saved replies."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from memnun.knowledge.actions import remove_reply, save_reply, usable_by
from memnun.knowledge.filling import GAPS
from memnun.knowledge.forms import SavedReplyForm
from memnun.knowledge.models import SavedReply
from memnun.people.doors import StaffRequest, find_visible, may_act
from memnun.people.models import Role

LISTED = 500
UNPROCESSABLE = 422


@may_act
def reply_list(request: StaffRequest) -> HttpResponse:
    """The brand's replies and one's own, most used first."""
    replies = usable_by(request.person).order_by("-used_count", "name")[:LISTED]
    return render(request, "knowledge/replies.html", {"replies": replies})


@may_act
def reply_create(request: StaffRequest) -> HttpResponse:
    """Save a reply."""
    return _form(request, None)


@may_act
def reply_update(request: StaffRequest, savedreply_id: UUID) -> HttpResponse:
    """Change a reply."""
    return _form(request, _find(request, savedreply_id))


@require_POST
@may_act
def reply_remove(request: StaffRequest, savedreply_id: UUID) -> HttpResponse:
    """Remove a reply."""
    reply = _find(request, savedreply_id)
    remove_reply(reply, by=request.person)
    messages.success(request, _("The reply %(name)s was removed.") % {"name": reply.name})
    return redirect("saved_replies")


def _find(request: StaffRequest, savedreply_id: UUID) -> SavedReply:
    """A reply the person may change: their own, or the brand's for those who manage."""
    reply: SavedReply = find_visible(SavedReply.objects, request.person, pk=savedreply_id)
    manages = request.person.role in (Role.MANAGER, Role.OWNER)
    if reply.owner_id not in (None, request.person.id) or (reply.owner_id is None and not manages):
        raise PermissionDenied
    return reply


def _form(request: StaffRequest, reply: SavedReply | None) -> HttpResponse:
    initial = (
        {"name": reply.name, "text": reply.text, "only_mine": reply.owner_id is not None}
        if reply
        else {"only_mine": request.person.role == Role.AGENT}
    )
    form = SavedReplyForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.person.role == Role.AGENT:
        form.fields["only_mine"].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            save_reply(reply, by=request.person, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The reply was saved."))
            return redirect("saved_replies")
    status = UNPROCESSABLE if form.errors else 200
    return render(
        request, "knowledge/reply.html", {"form": form, "reply": reply, "gaps": GAPS}, status=status
    )
