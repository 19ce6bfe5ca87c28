"""What happened in the brand, for those who answer for it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from memnun.foundation.ids import read_uuid
from memnun.people.activity import Wanted, read_page
from memnun.people.doors import StaffRequest, at_least
from memnun.people.models import Person, Role

PAGE = 50
LONGEST_NUMBER = 19
ROOMS = {
    "people": _("Staff and sign-ins"),
    "customers": _("Customers"),
    "interactions": _("Contacts and imports"),
    "conversations": _("Conversations"),
    "segments": _("Three groups"),
}


@at_least(Role.MANAGER)
def activity(request: StaffRequest) -> HttpResponse:
    """The log in sentences, newest first, by room and by person."""
    room = request.GET.get("room", "")
    wanted = Wanted(room if room in ROOMS else "", read_uuid(request.GET.get("person", "")))
    page = read_page(request.person, wanted, before=_number(request.GET.get("after", "")), size=PAGE)
    context = {
        "page": page,
        "rooms": ROOMS.items(),
        "wanted": wanted,
        "people": Person.objects.visible_to(request.person)
        .order_by("-active", "name_sort")
        .only("name", "active"),
    }
    return render(request, "people/activity.html", context)


def _number(text: str) -> int | None:
    """An event's id as the address carries it; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER else None
