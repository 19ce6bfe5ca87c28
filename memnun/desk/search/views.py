"""The search page."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from memnun.customers.searching import search_customers
from memnun.desk.search.excerpts import excerpt
from memnun.interactions.models import Conversation, Interaction
from memnun.interactions.searching import Page, Position, TooWide, search_interactions
from memnun.people.doors import StaffRequest, staff_required

EMPTY = Page([], frozenset(), None)
_NUMBER = re.compile(r"#?\s*(\d{1,12})")


@require_GET
@staff_required
def search(request: StaffRequest) -> HttpResponse:
    """Customers, conversations and contacts that fit; later pages show contacts only."""
    text = request.GET.get("q", "").strip()[:400]
    after = Position.parse(request.GET.get("after", ""))
    page, too_wide = EMPTY, False
    if text:
        try:
            page = search_interactions(request.person, text, after=after)
        except TooWide:
            too_wide = True
    shown: dict[str, Any] = {
        "text": text,
        "results": [_result(interaction, text, page) for interaction in page.interactions],
        "following": page.following,
        "too_wide": too_wide,
    }
    if text and after is None:
        shown["customers"] = search_customers(request.person, text)
        shown["conversation"] = _numbered(request, text)
    template = "desk/search/_results.html" if request.htmx and after else "desk/search/search.html"
    return render(request, template, shown)


def _result(interaction: Interaction, text: str, page: Page) -> dict[str, Any]:
    words = interaction.text or interaction.subject
    return {
        "interaction": interaction,
        "pieces": excerpt(words, text),
        "exact": interaction.id in page.exact_ids,
    }


def _numbered(request: StaffRequest, text: str) -> Conversation | None:
    """The conversation whose number was typed."""
    if not (number := _NUMBER.fullmatch(text)):
        return None
    found = Conversation.objects.visible_to(request.person).select_related("customer")
    return found.filter(number=int(number.group(1))).first()
