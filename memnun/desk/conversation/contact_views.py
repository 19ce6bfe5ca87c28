"""Acts on one contact: correcting what was understood of it, and looking at its hidden data."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from memnun.desk.conversation.corrections import corrections_of
from memnun.desk.conversation.panes import conversation_panes, find_conversation
from memnun.desk.conversation.performing import REFUSED, toast_only
from memnun.desk.conversation.timeline import Contact, Reader
from memnun.desk.inbox.chips import topic_choices
from memnun.desk.inbox.panes import list_pane
from memnun.desk.words import desk_words
from memnun.interactions import actions
from memnun.interactions.actions.correcting import THREATS
from memnun.interactions.models import Interaction, Reading
from memnun.interactions.models.reading import Kind, Sentiment
from memnun.people.doors import StaffRequest, find_visible, may_act

LISTS = ("kinds", "topics", "threats")


@may_act
def correction(request: StaffRequest, interaction_id: UUID) -> HttpResponse:
    """The reading of a contact with every value it could have; POST sets one of them."""
    contact = _find(request, interaction_id)
    if contact.reading is None:
        raise Http404
    if request.method == "POST":
        return _correct(request, contact)
    template = "desk/conversation/_correction.html" if request.htmx else "desk/conversation/correction.html"
    return render(request, template, _choices(request, contact))


@require_POST
@may_act
def personal_data(request: StaffRequest, interaction_id: UUID) -> HttpResponse:
    """Show the hidden data of one contact; that somebody looked is kept in the log."""
    interaction = find_visible(Interaction.objects, request.person, id=interaction_id)
    actions.show_personal_data(interaction, by=request.person)
    conversation = find_conversation(request, interaction.conversation_id)
    if not request.htmx:
        shown = conversation_panes(request, conversation, revealed=frozenset([interaction.id]))
        return render(request, "desk/desk.html", {**list_pane(request), **shown, "words": desk_words()})
    contact = Reader(conversation, request.person, frozenset([interaction.id])).contact(interaction.id)
    return render(request, "desk/conversation/_text.html", {"shown": contact.shown if contact else None})


def _find(request: StaffRequest, interaction_id: UUID) -> Contact:
    rows = Interaction.objects.select_related("reading", "conversation__customer", "staff", "branch")
    return Contact(find_visible(rows, request.person, id=interaction_id))


def _correct(request: StaffRequest, contact: Contact) -> HttpResponse:
    interaction = contact.interaction
    try:
        field = request.POST.get("field", "")
        actions.correct(interaction, field=field, after=_value(request, contact.reading), by=request.person)
    except actions.InvalidCorrection as problem:
        if request.htmx:
            return toast_only(str(problem), "error", status=REFUSED)
        messages.error(request, str(problem))
    if not request.htmx:
        return redirect("desk:correction", interaction.id)
    fresh = _find(request, interaction.id)
    shown = {
        "item": fresh,
        "it": fresh.interaction,
        "reading": fresh.reading,
        "conversation": interaction.conversation,
    }
    if request.htmx.target == f"reading-{interaction.id}":
        response = render(request, "desk/conversation/_reading.html", shown)
    else:
        response = render(request, "desk/conversation/_corrected.html", {**shown, **_choices(request, fresh)})
    response["HX-Trigger"] = json.dumps({"memnun:changed": {"ids": [str(interaction.conversation_id)]}})
    return response


def _value(request: StaffRequest, reading: Reading | None) -> Any:
    """The new value of the field: lists take one word in or out, the rest is set."""
    field, value = request.POST.get("field", ""), request.POST.get("value", "")
    if field in LISTS:
        present = list(getattr(reading, field))
        return [word for word in present if word != value] if value in present else [*present, value]
    if field == "urgency":
        return int(value) if value.isdecimal() else value
    return value == "1" if field == "unsure" else value


def _choices(request: StaffRequest, contact: Contact) -> dict[str, Any]:
    reading = contact.reading
    return {
        "contact": contact,
        "interaction": contact.interaction,
        "reading": reading,
        "sentiments": Sentiment.choices,
        "kinds": [choice for choice in Kind.choices if choice[0] != Kind.OTHER],
        "topics": topic_choices(request.person),
        "threats": THREATS,
        "corrections": corrections_of(request.person, contact.interaction),
        "urgencies": [("0", _("None")), ("1", _("A little")), ("2", _("Urgent")), ("3", _("Very urgent"))],
    }
