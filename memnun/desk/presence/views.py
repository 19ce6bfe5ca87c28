"""Pages say here that their person looks, and learn who else does."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from memnun.foundation import clock
from memnun.interactions.actions import see_mentions
from memnun.interactions.models import Conversation, Writing
from memnun.interactions.presence import leave, look, looking_at
from memnun.people.doors import StaffRequest, find_visible, staff_required


@require_http_methods(["GET", "POST", "DELETE"])
@staff_required
def presence(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """The faces of the others; POST says that one looks and what one writes, DELETE that one looks elsewhere."""
    conversation = find_visible(Conversation.objects, request.person, id=conversation_id)
    if request.method == "DELETE":
        leave(conversation, request.person)
        return HttpResponse(status=204)
    if request.method == "POST":
        told = request.POST.get("writing", "")
        look(conversation, request.person, told if told in Writing else Writing.NOTHING)
        see_mentions(conversation, by=request.person)
    present = looking_at(conversation, clock.now())
    others = [presence for presence in present if presence.person_id != request.person.id]
    return render(request, "desk/presence/_faces.html", {"others": others})
