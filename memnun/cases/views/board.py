"""The board by state and the manager's wall."""

from __future__ import annotations

from collections import Counter

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from memnun.cases.models import State
from memnun.cases.screens import board as boards
from memnun.cases.screens.day import case_day
from memnun.cases.screens.live import live_kinds
from memnun.cases.screens.wall import wall_of
from memnun.foundation.paging import Place
from memnun.people.doors import StaffRequest, at_least, staff_required
from memnun.people.models import Role


@require_GET
@staff_required
def board(request: StaffRequest) -> HttpResponse:
    """All columns with their first cards."""
    filters = boards.Filters.read(request.GET)
    context = {
        "columns": boards.columns_of(request.person, filters),
        "filters": filters,
        "live": live_kinds(),
        "choices": boards.choices_of(request.person),
    }
    return render(request, "cases/board.html", context)


@require_GET
@staff_required
def board_now(request: StaffRequest) -> HttpResponse:
    """The columns as they are now, as far as they are shown: one `page` names its state for each page."""
    filters = boards.Filters.read(request.GET)
    columns = boards.columns_of(request.person, filters, Counter(request.GET.getlist("page")))
    return render(request, "cases/_columns.html", {"columns": columns, "filters": filters})


@require_GET
@staff_required
def day_now(request: StaffRequest) -> HttpResponse:
    """What the person owes today, as it is now."""
    return render(request, "cases/_day_lists.html", {"cases_day": case_day(request.person)})


@require_GET
@staff_required
def column(request: StaffRequest) -> HttpResponse:
    """The next cards of a column; `state` says which."""
    wanted = request.GET.get("state", "")
    if wanted not in State.values:
        raise Http404
    filters, state = boards.Filters.read(request.GET), State(wanted)
    stack = boards.Stack(filters, state)
    page = boards.column_page(request.person, stack, Place.read(request.GET.get("after")))
    shown = {"page": page, "state": state, "filters": filters, "marks": range(1)}
    return render(request, "cases/_cards.html", shown)


@require_GET
@at_least(Role.MANAGER)
def wall(request: StaffRequest) -> HttpResponse:
    """What needs a manager now; for a page that refreshes itself the lists alone."""
    template = "cases/_wall.html" if request.htmx else "cases/wall.html"
    return render(request, template, {"wall": wall_of(request.person), "live": live_kinds()})
