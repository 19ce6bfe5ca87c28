"""My day: who called me, what is mine, and what nobody has."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from memnun.desk.day.reading import day_of
from memnun.foundation.remembering import remembered
from memnun.people.doors import StaffRequest, staff_required


@require_GET
@staff_required
@remembered
def day(request: StaffRequest) -> HttpResponse:
    """The page."""
    return render(request, "desk/day/day.html", {"day": day_of(request.person)})
