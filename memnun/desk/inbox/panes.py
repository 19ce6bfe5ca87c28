"""What the list pane needs, on the inbox and beside every conversation."""

from __future__ import annotations

from typing import Any

from memnun.desk.inbox import listing, menu
from memnun.desk.inbox.chips import chips
from memnun.desk.inbox.filters import Filters
from memnun.desk.inbox.listing import list_page
from memnun.desk.inbox.menu import Menu
from memnun.desk.paging import Place
from memnun.people.asking_together import Question
from memnun.people.doors import StaffRequest


def list_pane(request: StaffRequest) -> dict[str, Any]:
    """Filters, menu and the first page of rows, out of the query string."""
    filters = Filters.read(request.GET)
    places = Menu(request.person, filters)
    return {
        "filters": filters,
        "query": filters.query(),
        "menu": places,
        "chips": [] if places.current else chips(request.person, filters),
        "listing": rows(request, filters),
    }


def questions(request: StaffRequest) -> list[Question | None]:
    """What `list_pane` will ask."""
    after, before = (Place.read(request.GET.get(name)) for name in ("after", "before"))
    rows = listing.question(request.person, Filters.read(request.GET), after, before)
    return [*menu.questions(request.person), rows]


def rows(request: StaffRequest, filters: Filters) -> Any:
    """The page of rows that `after` or `before` in the query string asks for."""
    return list_page(
        request.person,
        filters,
        after=Place.read(request.GET.get("after")),
        before=Place.read(request.GET.get("before")),
    )
