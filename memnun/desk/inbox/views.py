"""The inbox and the fragments that keep it true."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from memnun.desk.inbox import menu
from memnun.desk.inbox.filters import Filters
from memnun.desk.inbox.listing import rows_of
from memnun.desk.inbox.menu import Menu
from memnun.desk.inbox.panes import list_pane, questions, rows
from memnun.desk.urls_of import inbox_address
from memnun.desk.words import desk_words
from memnun.foundation.remembering import remembered
from memnun.people.asking_together import asked_together
from memnun.people.doors import StaffRequest, staff_required

MOST_AT_ONCE = 200


@require_GET
@staff_required
@remembered
def inbox(request: StaffRequest) -> HttpResponse:
    """The three panes with nothing chosen, or the list pane alone when only the list changes."""
    if any("" in values for _name, values in request.GET.lists()):  # fields of the panel left empty
        return redirect(inbox_address(Filters.read(request.GET).query()))
    template = "desk/inbox/_list.html" if request.htmx.target == "list" else "desk/inbox/inbox.html"
    with asked_together(questions(request)):
        return render(request, template, {**list_pane(request), "words": desk_words()})


@require_GET
@staff_required
@remembered
def more_rows(request: StaffRequest) -> HttpResponse:
    """The rows behind a place of the list."""
    filters = Filters.read(request.GET)
    return render(
        request, "desk/inbox/_rows.html", {"listing": rows(request, filters), "query": filters.query()}
    )


@require_GET
@staff_required
@remembered
def changed_rows(request: StaffRequest) -> HttpResponse:
    """The rows of some conversations, those that belong into this inbox; the page places them."""
    filters = Filters.read(request.GET)
    fitting = rows_of(request.person, filters, ids_of(request.GET.getlist("id")))
    shown = {"rows": fitting, "query": filters.query()}
    return render(request, "desk/inbox/_changed_rows.html", shown)


@require_GET
@staff_required
@remembered
def counts(request: StaffRequest) -> HttpResponse:
    """The menu with its numbers."""
    with asked_together(menu.questions(request.person)):
        shown = {"menu": Menu(request.person, Filters.read(request.GET))}
    return render(request, "desk/inbox/_menu.html", shown)


def ids_of(texts: list[str]) -> list[UUID]:
    """Ids as a page sends them; what is none is left out."""
    found = []
    for text in texts[:MOST_AT_ONCE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
