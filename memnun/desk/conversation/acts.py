"""The acts on one conversation: who has it, where it stands, its tags and notes."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from memnun.desk.conversation.forms import AssignmentForm, SnoozeForm, TeamForm, first_problem
from memnun.desk.conversation.performing import Done, perform
from memnun.interactions import actions
from memnun.interactions.models import Conversation
from memnun.people.doors import StaffRequest, may_act


@require_POST
@may_act
def assignment(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Give the conversation to somebody, or back to everybody."""

    def act(conversation: Conversation) -> Done:
        form = AssignmentForm(request.POST, person=request.person)
        if not form.is_valid():
            raise ValueError(first_problem(form))
        to = form.cleaned_data["to"]
        actions.assign(conversation, to=to, by=request.person)
        if to is None:
            return Done(_("The conversation belongs to everybody again."))
        return Done(_("You have it.") if to == request.person else _("{name} has it.").format(name=to.name))

    return perform(request, conversation_id, act)


@require_POST
@may_act
def team(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Give the conversation to a team, or take the team off."""

    def act(conversation: Conversation) -> Done:
        form = TeamForm(request.POST, person=request.person)
        if not form.is_valid():
            raise ValueError(first_problem(form))
        chosen = form.cleaned_data["team"]
        actions.assign_team(conversation, team=chosen, by=request.person)
        return Done(_("Team: {team}").format(team=chosen.name if chosen else "–"))

    return perform(request, conversation_id, act)


@require_POST
@may_act
def resolution(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """The work is done."""

    def act(conversation: Conversation) -> Done:
        actions.resolve(conversation, by=request.person)
        return Done(_("Resolved. If the customer writes again, it comes back."))

    return perform(request, conversation_id, act)


@require_POST
@may_act
def reopening(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """The work goes on."""

    def act(conversation: Conversation) -> Done:
        actions.reopen(conversation, by=request.person)
        return Done(_("Open again."))

    return perform(request, conversation_id, act)


@require_POST
@may_act
def awaiting(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """The next word is the customer's."""

    def act(conversation: Conversation) -> Done:
        actions.await_customer(conversation, by=request.person)
        return Done(_("Waiting for the customer."))

    return perform(request, conversation_id, act)


@require_POST
@may_act
def snooze(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Put the conversation off."""

    def act(conversation: Conversation) -> Done:
        form = SnoozeForm(request.POST)
        if not form.is_valid():
            raise ValueError(first_problem(form))
        actions.snooze(conversation, until=form.moment, by=request.person)
        until = date_format(timezone.localtime(form.moment), "DATETIME_FORMAT")
        return Done(_("It comes back on {until}.").format(until=until))

    return perform(request, conversation_id, act)


@require_POST
@may_act
def tag(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Put a tag on."""

    def act(conversation: Conversation) -> Done:
        actions.tag(conversation, name=request.POST.get("name", ""), by=request.person)
        return Done(_("Tagged."))

    return perform(request, conversation_id, act, guarded=False)


@require_POST
@may_act
def tag_removal(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Take a tag off."""

    def act(conversation: Conversation) -> Done:
        actions.untag(conversation, name=request.POST.get("name", ""), by=request.person)
        return Done(_("The tag was taken off."))

    return perform(request, conversation_id, act, guarded=False)


@require_POST
@may_act
def note(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Write a private note."""

    def act(conversation: Conversation) -> Done:
        actions.add_note(conversation, text=request.POST.get("text", ""), by=request.person)
        return Done("")

    return perform(request, conversation_id, act, guarded=False)
