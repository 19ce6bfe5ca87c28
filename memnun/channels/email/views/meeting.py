"""Answering an invitation that came by mail."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from memnun.channels.email.meetings import answer_invitation
from memnun.interactions.models import Interaction
from memnun.interactions.outbox import CannotSend
from memnun.people.doors import StaffRequest, find_visible, may_act


@require_POST
@may_act
def mail_meeting(request: StaffRequest, interaction_id: UUID) -> HttpResponse:
    """Send the answer that was chosen."""
    interaction = find_visible(
        Interaction.objects.select_related("conversation", "channel_account"),
        request.person,
        pk=interaction_id,
    )
    try:
        answer_invitation(interaction, request.POST.get("answer", ""), by=request.person)
    except CannotSend as problem:
        messages.error(request, str(problem))
    except ValueError:
        messages.error(request, _("This mail holds no invitation that could be answered."))
    else:
        messages.success(request, _("The answer is on its way."))
    return redirect("mail_original", interaction_id)
