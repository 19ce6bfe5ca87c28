"""The small parts every page is made of: icons, faces, groups, channels, times, fields, empty states.

Each is shown in use on /_guide/. Load with `{% load interface %}`.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest

from memnun.foundation.interface.devices import device
from memnun.foundation.interface.fields import field
from memnun.foundation.interface.icons import icon
from memnun.foundation.interface.signs import avatar, channel, group, kind, sentiment
from memnun.foundation.interface.times import waiting, when

register = template.Library()

for part in (icon, avatar, group, sentiment, channel, kind, device, when, waiting):
    register.simple_tag(part)
register.inclusion_tag("components/_field.html")(field)


@register.inclusion_tag("components/_empty.html")
def blank(
    title: str,
    text: str = "",
    *,
    icon: str = "inbox",
    url: str = "",
    action: str = "",
    action_icon: str = "plus",
) -> dict[str, Any]:
    """What will stand here and the one step to get there."""
    return {
        "title": title,
        "text": text,
        "icon": icon,
        "url": url,
        "action": action,
        "action_icon": action_icon,
    }


@register.inclusion_tag("components/_stat.html")
def stat(label: str, value: Any, *, note: str = "", url: str = "", icon: str = "") -> dict[str, Any]:
    """A number a manager looks at; `url` opens its rows, `note` gives n, interval or what it means."""
    return {"label": label, "value": value, "note": note, "url": url, "icon": icon}


@register.inclusion_tag("components/_pager.html", takes_context=True)
def pager(context: template.Context, *, newer: str = "", older: str = "", target: str = "") -> dict[str, Any]:
    """Newer and older of a keyset list, given as cursors; other query parameters are kept.

    With `target` (a CSS selector) the list is swapped in place and the address follows.
    """
    request: HttpRequest = context["request"]
    kept = [
        (key, value)
        for key, values in request.GET.lists()
        for value in values
        if key not in ("after", "before")
    ]
    return {
        "newer": f"?{urlencode([*kept, ('before', newer)])}" if newer else "",
        "older": f"?{urlencode([*kept, ('after', older)])}" if older else "",
        "target": target,
    }
