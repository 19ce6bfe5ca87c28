"""The rail, the bar above the page and the phone's bar below it, drawn once for each kind of viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.middleware.csrf import get_token
from django.utils.safestring import SafeString

from memnun.foundation.patterns import draw

if TYPE_CHECKING:
    from memnun.config.context import Frame


def draw_rail(frame: Frame) -> SafeString:
    """The rooms at the left."""
    known = {"main": tuple(frame.main), "foot": tuple(frame.foot), "home": frame.home, "rail": frame.rail}
    return draw("frame/_rail.html", known, {})


def draw_topbar(frame: Frame) -> SafeString:
    """Search, bell, brand, language, theme and account."""
    person = frame.person
    known = {
        **_viewer(frame),
        "home": frame.home,
        "search_url": frame.search_url,
        "watches": frame.watches,
        "alarm_kinds": frame.alarm_kinds,
        "can_act": bool(person and person.can_act),
        "brands": tuple((brand.pk, str(brand)) for brand in frame.brands),
        "brand_id": person.brand_id if person else None,
    }
    searched = {"q": frame.request.GET.get("q", "")} if frame.search_url else {}
    return draw("frame/_topbar.html", known, {**_values(frame), **searched})


def draw_bottombar(frame: Frame) -> SafeString:
    """The phone's bar, and all rooms in the dialog it opens."""
    known = {
        **_viewer(frame),
        "bottom": tuple(frame.bottom),
        "main": tuple(frame.main),
        "foot": tuple(frame.foot),
    }
    return draw("frame/_bottombar.html", known, _values(frame))


def _viewer(frame: Frame) -> dict[str, Any]:
    """Who is told as whom, and the theme."""
    person, user = frame.person, getattr(frame.request, "user", None)
    is_known = bool(user and user.is_authenticated)
    return {
        "theme": frame.theme,
        "signed_in": is_known,
        "email": user.email if user and is_known else "",
        "name": person.name if person else "",
        "role": str(person.get_role_display()) if person else "",
        "brand": str(person.brand) if person else "",
    }


def _values(frame: Frame) -> dict[str, str]:
    """What differs from page to page: the token of its forms, and the way back to it."""
    return {"csrf_token": get_token(frame.request), "next": frame.request.get_full_path()}
