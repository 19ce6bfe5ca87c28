"""Who works for the brand: list, change, end of work and return."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from memnun.foundation.ids import read_uuid
from memnun.foundation.turkish.folding import fold
from memnun.people.actions import change_person, end_work, take_back_departure
from memnun.people.doors import StaffRequest, at_least, find_visible
from memnun.people.forms.staff import DepartureForm, PersonForm
from memnun.people.models import Departure, Invitation, Person, Role
from memnun.people.views.pages import form_page, posted, present_values, tell

PAGE = 100


@at_least(Role.MANAGER)
def person_list(request: StaffRequest) -> HttpResponse:
    """People at work (or, with `left`, those who were) in alphabetical order, and open invitations."""
    asked, left = request.GET.get("q", ""), "left" in request.GET
    people = Person.objects.visible_to(request.person).listed(fold(asked), active=not left)
    page = list(people.after(read_uuid(request.GET.get("after", "")))[: PAGE + 1])
    context = {
        "people": page[:PAGE],
        "older": page[PAGE - 1].pk if len(page) > PAGE else "",
        "asked": asked,
        "left": left,
        "invitations": Invitation.objects.visible_to(request.person).waiting().select_related("by"),
        "departure": _shown_departure(request),
    }
    return render(request, "people/people.html", context)


@at_least(Role.MANAGER)
def person_update(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Change name, role or branch."""
    person = find_visible(Person.objects.select_related("branch"), request.person, pk=person_id)
    initial = present_values(PersonForm, person)
    form = PersonForm(posted(request), person=request.person, row=person, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_person(person, by=request.person, values=form.cleaned_data)
        except ValidationError as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("%(name)s was changed.") % {"name": person.name})
            return redirect("people")
    return form_page(request, form, title=person.name, back="people")


@at_least(Role.MANAGER)
def person_leave(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """End somebody's work and hand over what is unfinished; the next page offers to take it back."""
    person = find_visible(Person.objects, request.person, pk=person_id)
    form = DepartureForm(posted(request), person=request.person, row=person)
    if request.method == "POST" and form.is_valid():
        try:
            departure = end_work(person, by=request.person, successor=form.cleaned_data["successor"])
        except ValidationError as refusal:
            tell(form, refusal)
        else:
            request.session["departure"] = str(departure.pk)
            return redirect("people")
    words = _("%(name)s can no longer sign in to this brand. Nothing they did is lost.") % {
        "name": person.name
    }
    title = _("End the work of %(name)s") % {"name": person.name}
    return form_page(request, form, title=title, back="people", button=_("End work"), words=words)


@require_POST
@at_least(Role.MANAGER)
def departure_undo(request: StaffRequest, departure_id: UUID) -> HttpResponse:
    """Bring somebody back with the work nobody has taken on since."""
    departure = find_visible(Departure.objects.select_related("person"), request.person, pk=departure_id)
    try:
        take_back_departure(departure, by=request.person)
        messages.success(request, _("%(name)s is back at work.") % {"name": departure.person.name})
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("people")


def _shown_departure(request: StaffRequest) -> Departure | None:
    """The departure this session has just caused, shown once with its undo."""
    departures = Departure.objects.visible_to(request.person).filter(undone_at=None)
    just_now = request.session.pop("departure", None)
    return departures.filter(pk=just_now).select_related("person", "successor").first() if just_now else None
