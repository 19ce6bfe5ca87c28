"""Moving one contact to where it belongs, with the reasons for which it stands where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from memnun.desk.conversation.performing import Done, perform
from memnun.desk.inbox.listing import visible
from memnun.desk.inbox.views import ids_of
from memnun.interactions import actions
from memnun.interactions.models import Conversation, Interaction, ThreadEvidence
from memnun.people.doors import StaffRequest, find_visible, may_act
from memnun.people.models import Person

OFFERED = 20
NEW = "new"
RULES = {
    "thread": gettext_lazy("The channel itself keeps it in this thread."),
    "evidence": gettext_lazy("What it answers was weighed:"),
    "recent": gettext_lazy(
        "The customer's latest open conversation here, and nothing spoke of another matter."
    ),
    "new": gettext_lazy("It began this conversation."),
    "by_hand": gettext_lazy("Somebody put it here."),
}
REASONS = {
    "token": gettext_lazy("sent to our address for this conversation"),
    "meeting": gettext_lazy("answers a meeting planned here"),
    "thread": gettext_lazy("the mail program's own thread"),
    "in_reply_to": gettext_lazy("answers a message that stands here"),
    "references": gettext_lazy("refers to a message that stands here"),
    "marker": gettext_lazy("quotes our mark of this conversation"),
    "by_hand": gettext_lazy("somebody put that message here"),
    "same_customer": gettext_lazy("same customer"),
    "other_customer": gettext_lazy("another customer"),
    "other_subject": gettext_lazy("another subject"),
}
"""Why a message was placed where it stands, by the codes that placing keeps."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One conversation that was weighed; `reasons` are (words, weight) pairs."""

    conversation: Conversation
    is_here: bool
    reasons: list[tuple[str, float]]


@require_http_methods(["GET", "POST"])
@may_act
def contact_conversation(request: StaffRequest, interaction_id: UUID) -> HttpResponse:
    """Where a contact stands and why; another conversation for it."""
    contact: Interaction = find_visible(
        Interaction.objects.select_related("conversation__customer"), request.person, pk=interaction_id
    )
    if request.method == "POST":
        return perform(
            request, contact.conversation_id, lambda conversation: _move(request, conversation, contact)
        )
    others = visible(request.person).filter(customer=contact.customer_id).exclude(id=contact.conversation_id)
    shown = {
        "contact": contact,
        "conversation": contact.conversation,
        "rule": RULES.get(contact.thread_rule, ""),
        "weighed": _weighed(contact, request.person),
        "others": others.newest_first()[:OFFERED],
        "is_alone": contact.conversation.interactions_count < 2,
        "seen": request.GET.get("seen", ""),
    }
    template = "desk/conversation/_move.html" if request.htmx else "desk/conversation/move.html"
    return render(request, template, shown)


def _move(request: StaffRequest, conversation: Conversation, contact: Interaction) -> Done:
    chosen = request.POST.get("into", "")
    if chosen == NEW:
        done = actions.split(conversation, interaction_ids=[contact.id], by=request.person)
    else:
        into = ids_of([chosen])
        if not into:
            raise ValueError(_("Choose where the contact belongs."))
        target = find_visible(visible(request.person), request.person, id=into[0])
        done = actions.move_contacts(
            conversation, interaction_ids=[contact.id], into=target, by=request.person
        )
    text = _("The contact now stands in #{number}.").format(number=done.target.number)
    return Done(text, undo_url=reverse("desk:rearrangement_undo", args=[done.id]), go_to=done.target_id)


def _weighed(contact: Interaction, person: Person) -> list[Weighed]:
    """What was weighed when it was placed, best first; conversations the person may not see are left out."""
    kept = ThreadEvidence.objects.filter(interaction_id=contact.id).first()
    considered = kept.considered if kept else []
    ids = ids_of([str(one["conversation"]) for one in considered])
    seen = Conversation.objects.visible_to(person).in_bulk(ids)
    return [
        Weighed(
            seen[id_],
            id_ == contact.conversation_id,
            [(str(REASONS.get(code, code)), weight) for code, weight in one["reasons"]],
        )
        for one in considered
        if (id_ := UUID(str(one["conversation"]))) in seen
    ]
