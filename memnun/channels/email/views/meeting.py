"""Answering an invitation that came by mail."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from memnun.channels.email.invited import invited_in
from memnun.channels.email.meetings import answer_invitation
from memnun.interactions.models import Interaction
from memnun.interactions.outbox import CannotSend
from memnun.people.doors import StaffRequest, find_visible, may_act


@require_POST
@may_act
def mail_meeting(request: StaffRequest, interaction_id: UUID) -> HttpResponse:
    """Send the answer that was chosen; a conversation's page gets the invitation as it stands then."""
    interaction = find_visible(
        Interaction.objects.select_related("conversation", "channel_account"),
        request.person,
        pk=interaction_id,
    )
    problem = _answer(request, interaction)
    invited = invited_in([interaction]).get(interaction.id)
    if request.htmx and invited:
        return render(request, "channels/email/_invited.html", {"invited": invited, "problem": problem})
    if problem:
        messages.error(request, problem)
    else:
        messages.success(request, _("The answer is on its way."))
    if request.POST.get("from") == "conversation":
        return redirect("desk:conversation", interaction.conversation_id)
    return redirect("mail_original", interaction_id)


def _answer(request: StaffRequest, interaction: Interaction) -> str:
    """Why the answer could not be sent; empty when it is on its way."""
    try:
        answer_invitation(interaction, request.POST.get("answer", ""), by=request.person)
    except CannotSend as problem:
        return str(problem)
    except ValueError:
        return _("This mail holds no invitation that could be answered.")
    return ""
