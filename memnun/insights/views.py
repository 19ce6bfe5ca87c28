"""The page of themes, and the contacts behind each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from memnun.foundation import clock
from memnun.foundation.paging import Place
from memnun.insights.models import Theme, ThemeCheck, ThemeKind
from memnun.insights.themes.chance import DAYS, FALSE_DISCOVERIES, WEEKS
from memnun.insights.themes.counting import Key
from memnun.insights.themes.rows import theme_contacts
from memnun.people.doors import StaffRequest, staff_required

STEMS = 2
LONGEST_KEY = 40


@require_GET
@staff_required
def themes(request: StaffRequest) -> HttpResponse:
    """What rises this week beyond chance, how that was tested, and the most frequent topics."""
    check = ThemeCheck.objects.visible_to(request.person).first()
    found = list(Theme.objects.visible_to(request.person).order_by("p", "id"))
    shown: dict[str, Any] = {
        "check": check,
        "rising": [theme for theme in found if theme.rises],
        "steady": sorted((theme for theme in found if not theme.rises), key=lambda theme: -theme.now),
        "rate": FALSE_DISCOVERIES,
        "weeks_before": WEEKS,
    }
    if check:
        shown |= {"week_begins": check.week_ends - timedelta(days=DAYS - 1), "telling": check.telling[-1]}
    return render(request, "insights/themes.html", shown)


@require_GET
@staff_required
def contacts(request: StaffRequest) -> HttpResponse:
    """The contacts of the week in which a theme stands; `kind` and `key` in the address name it."""
    theme = _theme(request.GET.get("kind", ""), request.GET.get("key", ""))
    check = ThemeCheck.objects.visible_to(request.person).first()
    last = check.week_ends if check else clock.today()
    page = theme_contacts(request.person, theme, last, after=Place.read(request.GET.get("after")))
    known = Theme.objects.visible_to(request.person).filter(kind=theme.kind, key=theme.key).first()
    shown = {
        "key": theme,
        "theme": known,
        "shown": known.shown if known else theme.key,
        "page": page,
        "week_begins": last - timedelta(days=DAYS - 1),
        "week_ends": last,
    }
    template = (
        "insights/_contacts.html" if request.htmx and "after" in request.GET else "insights/contacts.html"
    )
    return render(request, template, shown)


def _theme(kind: str, key: str) -> Key:
    """The theme of an address; raises Http404 for what can be none."""
    parts = key.split()
    plain = kind == ThemeKind.TOPIC or (0 < len(parts) <= STEMS and all(part.isalpha() for part in parts))
    if kind not in ThemeKind.values or not 0 < len(key) <= LONGEST_KEY or not plain:
        raise Http404
    return Key(kind, key)
