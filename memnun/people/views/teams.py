"""Teams and their members."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from memnun.people.actions import change_team, make_team, remove_team
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.forms.staff import TeamForm
from memnun.people.models import Person, Role, Team
from memnun.people.views.pages import form_page, posted


@at_least(Role.MANAGER)
def team_list(request: StaffRequest) -> HttpResponse:
    """All teams with the count of their members at work."""
    at_work = Count("memberships", filter=Q(memberships__person__active=True))
    teams = Team.objects.visible_to(request.person).annotate(members_count=at_work)
    return render(request, "people/teams.html", {"teams": teams})


@at_least(Role.MANAGER)
def team_create(request: StaffRequest) -> HttpResponse:
    """Make a team."""
    form = TeamForm(posted(request), person=request.person)
    if request.method == "POST" and form.is_valid():
        team = make_team(brand=request.person.brand, by=request.person, **form.cleaned_data)
        messages.success(request, _("The team %(name)s was made.") % {"name": team.name})
        return redirect("teams")
    return form_page(request, form, title=_("New team"), back="teams")


@at_least(Role.MANAGER)
def team_update(request: StaffRequest, team_id: UUID) -> HttpResponse:
    """Change a team and its members."""
    team = find_visible(Team.objects, request.person, pk=team_id)
    form = TeamForm(posted(request), person=request.person, row=team, initial=_present(team, request.person))
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = dict(form.cleaned_data)
        change_team(team, by=request.person, members=values.pop("members"), values=values)
        messages.success(request, _("The team %(name)s was changed.") % {"name": team.name})
        return redirect("teams")
    return form_page(request, form, title=team.name, back="teams")


@require_POST
@at_least(Role.MANAGER)
def team_remove(request: StaffRequest, team_id: UUID) -> HttpResponse:
    """Remove a team that holds no work."""
    team = find_visible(Team.objects, request.person, pk=team_id)
    try:
        remove_team(team, by=request.person)
        messages.success(request, _("The team %(name)s was removed.") % {"name": team.name})
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("teams")


def _present(team: Team, person: Person) -> dict[str, Any]:
    members = Person.objects.visible_to(person).active().filter(memberships__team=team)
    return {"name": team.name, "private": team.private, "members": members}
