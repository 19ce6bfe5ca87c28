"""Overruling the customer's group from beside a conversation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from memnun.customers.models import Group
from memnun.desk.conversation.panes import find_conversation
from memnun.desk.conversation.performing import REFUSED, toast_only
from memnun.desk.customer_pane import CustomerPane
from memnun.people.doors import StaffRequest, may_act
from memnun.segments.actions import NotOverruled, overrule, take_back_overrule


@require_POST
@may_act
def group(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Put the customer into another group, with a reason."""
    conversation = find_conversation(request, conversation_id)
    wanted, reason = request.POST.get("group", ""), request.POST.get("reason", "")
    problem = "" if wanted in Group.values else _("Choose a group.")
    if not problem:
        try:
            overrule(conversation.customer, group=wanted, reason=reason, by=request.person)
        except ValueError as refused:
            problem = str(refused)
    return _answer(request, conversation_id, problem)


@require_POST
@may_act
def group_removal(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Let the evidence decide again."""
    conversation = find_conversation(request, conversation_id)
    try:
        take_back_overrule(conversation.customer, by=request.person)
    except NotOverruled:
        return _answer(request, conversation_id, _("Somebody already took it back."))
    return _answer(request, conversation_id, "")


def _answer(request: StaffRequest, conversation_id: UUID, problem: str) -> HttpResponse:
    if not request.htmx:
        if problem:
            messages.error(request, problem)
        return redirect("desk:conversation", conversation_id)
    if problem:
        return toast_only(problem, "error", status=REFUSED)
    conversation = find_conversation(request, conversation_id)
    pane = CustomerPane(conversation.customer, conversation, request.person)
    return render(request, "desk/customer/_group.html", {"pane": pane, "conversation": conversation})
