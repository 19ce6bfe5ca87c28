"""The page of alarms, and the bell that leads there."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from memnun.desk.alarms.counting import alarms_of, counts_of
from memnun.people.doors import StaffRequest, at_least
from memnun.people.models import Role


@require_GET
@at_least(Role.MANAGER)
def alarms(request: StaffRequest) -> HttpResponse:
    """Each alarm that stands: how many, what it means, what to do."""
    return render(request, "desk/alarms/alarms.html", {"alarms": alarms_of(request.person)})


@require_GET
@at_least(Role.MANAGER)
def bell(request: StaffRequest) -> HttpResponse:
    """The bell with the number of all; nothing where all is well."""
    count = sum(counts_of(request.person).values())
    answer = render(request, "desk/alarms/_bell.html", {"count": count})
    answer.headers["Cache-Control"] = "no-store"
    return answer
