"""The page of what reading learned, and choosing with what to read."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from memnun.desk.learning.standing import standing_of
from memnun.interactions.actions.adapting import (
    CannotAdapt,
    learn_by_itself,
    read_as_learned,
    read_as_shipped,
)
from memnun.interactions.models import Adaptation
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.models import Role


@require_GET
@at_least(Role.MANAGER)
def learning(request: StaffRequest) -> HttpResponse:
    """How many corrections there are, what each trial gave, and what is in use."""
    standing = standing_of(request.person)
    named = {
        "sentiment": _("Feeling"), "kinds": _("Kind"), "topics": _("Topic"), "urgency": _("Urgency"),
        "threats": _("Threat"), "unsure": _("Confirmed as right"),
    }  # fmt: skip
    fields = [(named.get(field, field), count) for field, count in standing.fields]
    return render(request, "desk/learning/learning.html", {"standing": standing, "fields": fields})


@require_POST
@at_least(Role.MANAGER)
def shipped(request: StaffRequest) -> HttpResponse:
    """Read as shipped from now on."""
    read_as_shipped(request.person.brand_id, by=request.person)
    messages.success(request, _("New contacts are read as shipped. What was learned is kept."))
    return redirect("desk:learning")


@require_POST
@at_least(Role.MANAGER)
def automatic(request: StaffRequest) -> HttpResponse:
    """Let what reads better be used by itself again."""
    learn_by_itself(request.person.brand_id, by=request.person)
    messages.success(request, _("What reads better is used by itself again."))
    return redirect("desk:learning")


@require_POST
@at_least(Role.MANAGER)
def use(request: StaffRequest, adaptation_id: UUID) -> HttpResponse:
    """Read with an earlier adaptation from now on."""
    adaptation = find_visible(Adaptation.objects, request.person, id=adaptation_id)
    try:
        read_as_learned(adaptation, by=request.person)
    except CannotAdapt:
        messages.error(
            request,
            _("This one cannot be used: it did not read better, or the shipped model has changed since."),
        )
    else:
        messages.success(
            request, _("New contacts are read with number {number}.").format(number=adaptation.number)
        )
    return redirect("desk:learning")
