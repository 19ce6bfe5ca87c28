"""The small parts every page is made of: icons, faces, groups, channels, times, fields, empty states.

Each is shown in use on /_guide/. Load with `{% load interface %}`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from zlib import crc32

from django import template
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    RadioSelect,
    Select,
    SelectMultiple,
)
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from memnun.foundation import clock
from memnun.foundation.markup import fill
from memnun.foundation.turkish.case import upper

register = template.Library()

ICONS = Path(__file__).resolve().parents[2] / "static/vendor/tabler-icons/icons.txt"

GROUPS = {
    "satisfied": (gettext_noop("Satisfied"), "mood-smile"),
    "at_risk": (gettext_noop("At risk"), "alert-triangle"),
    "suggesting": (gettext_noop("Suggesting"), "bulb"),
    "unknown": (gettext_noop("Not yet known"), "circle-dashed"),
}
SENTIMENTS = {
    "positive": (gettext_noop("Positive"), "mood-happy"),
    "neutral": (gettext_noop("Neutral"), "mood-neutral"),
    "negative": (gettext_noop("Negative"), "mood-sad"),
}
CHANNELS = {
    "email": (gettext_noop("E-mail"), "mail"),
    "phone": (gettext_noop("Phone"), "phone"),
    "chat": (gettext_noop("Chat"), "message-circle"),
    "social": (gettext_noop("Social media"), "at"),
    "web": (gettext_noop("Web"), "world"),
    "video": (gettext_noop("Video"), "video"),
    "in_person": (gettext_noop("In person"), "building-store"),
    "post": (gettext_noop("Post"), "mailbox"),
}
KINDS = {
    "complaint": (gettext_noop("Complaint"), "message-exclamation", "bad"),
    "suggestion": (gettext_noop("Suggestion"), "bulb", "idea"),
    "question": (gettext_noop("Question"), "help-circle", "plain"),
    "request": (gettext_noop("Request"), "clipboard-text", "plain"),
    "praise": (gettext_noop("Praise"), "star", "good"),
    "thanks": (gettext_noop("Thanks"), "heart", "good"),
    "other": (gettext_noop("Other"), "message", "plain"),
}
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("YaBrowser", "Yandex"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
FACE_COLOURS = 8
KEPT = 4096
Component = Callable[..., dict[str, Any]]
Drawn = Callable[..., SafeString]
WAITING_LONG_HOURS = 4
WAITING_LATE_HOURS = 24
WAITING = '<span class="waiting {state}" title="{title}">{icon}<time datetime="{since}" data-waiting>{words}</time></span>'


@cache
def known_icons() -> frozenset[str]:
    """The icons that the sprite holds."""
    return frozenset(ICONS.read_text().split())


def drawn_once(path: str) -> Callable[[Component], Drawn]:
    """A tag like Django's inclusion_tag whose markup follows from its arguments alone; also to be called.

    Each combination of arguments and language is drawn once and kept: a list of thirty rows asks for
    the same few signs and faces a hundred times.
    """

    def register_tag(component: Component) -> Drawn:
        @lru_cache(maxsize=KEPT)
        def draw(_language: str | None, values: tuple[Any, ...], options: tuple[Any, ...]) -> SafeString:
            return render_to_string(path, component(*values, **dict(options)))

        @wraps(component)
        def tag(*values: Any, **options: Any) -> SafeString:
            return draw(get_language(), values, tuple(options.items()))

        register.simple_tag(tag)
        return tag

    return register_tag


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon of the sprite, hidden from readers unless it has a label.

    Raises ValueError for a name that is not in vendor/tabler-icons/icons.txt.
    """
    return _icon(name, str(label), css)


@lru_cache(maxsize=KEPT)
def _icon(name: str, label: str, css: str) -> SafeString:
    if name not in known_icons():
        raise ValueError(f"There is no icon {name!r}; add it to {ICONS.name} and run bin/vendor.")
    address = static("vendor/tabler-icons/sprite.svg")
    if label:
        return format_html(
            '<svg class="icon {}" role="img" aria-label="{}"><use href="{}#{}"></use></svg>',
            css,
            label,
            address,
            name,
        )
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>', css, address, name
    )


@drawn_once("components/_avatar.html")
def avatar(name: str, size: str = "", *, labelled: bool = False) -> dict[str, Any]:
    """Initials in a circle whose colour follows the name; size is "", small or big."""
    words = [word for word in str(name).split() if word[0].isalpha()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return {
        "initials": upper("".join(letters)) or "?",
        "colour": crc32(str(name).encode()) % FACE_COLOURS,
        "size": size,
        "name": name if labelled else "",
    }


@drawn_once("components/_group.html")
def group(value: str | None, *, sign_only: bool = False, count: int | None = None) -> dict[str, Any]:
    """One of the three groups, or not yet known, by sign, word and colour."""
    key = value if value in GROUPS else "unknown"
    word, sign = GROUPS[key]
    return {"key": key, "word": _(word), "icon": sign, "sign_only": sign_only, "count": count}


@drawn_once("components/_sentiment.html")
def sentiment(value: str | None, *, sign_only: bool = False) -> dict[str, Any]:
    """The feeling of a text by sign, word and colour; nothing when it is not known."""
    if value not in SENTIMENTS:
        return {}
    word, sign = SENTIMENTS[value]
    return {"key": value, "word": _(word), "icon": sign, "sign_only": sign_only}


@drawn_once("components/_channel.html")
def channel(value: str, *, sign_only: bool = False, name: str = "") -> dict[str, Any]:
    """The icon and word of a channel; `name` says which account of it, e.g. an address."""
    word, sign = CHANNELS.get(value, (value, "message"))
    return {"word": name or _(word), "icon": sign, "sign_only": sign_only}


@drawn_once("components/_kind.html")
def kind(value: str) -> dict[str, Any]:
    """What the customer is doing: complaint, suggestion, question, request, praise, thanks."""
    word, sign, colour = KINDS.get(value, KINDS["other"])
    return {"word": _(word), "icon": sign, "colour": colour}


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


@register.inclusion_tag("components/_field.html")
def field(
    bound: BoundField,
    *,
    label: str = "",
    hint: str | None = None,
    placeholder: str | None = None,
    rows: int = 0,
) -> dict[str, Any]:
    """A form field with its label, hint and problems tied to it for screen readers.

    An empty `hint` hides the field's own help text, an empty `placeholder` the widget's own.
    """
    if hint is None:
        hint = str(bound.help_text)
    widget = bound.field.widget
    many = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    attributes: dict[str, Any] = {"class": f"{_field_class(widget)} {widget.attrs.get('class', '')}".strip()}
    if placeholder is not None:
        attributes["placeholder"] = placeholder
    if rows:
        attributes["rows"] = rows
    described = [f"{bound.auto_id}_hint"] if hint else []
    if bound.errors:
        attributes["aria-invalid"] = "true"
        described.append(f"{bound.auto_id}_problem")
    if described and not many:
        attributes["aria-describedby"] = " ".join(described)
    for option in bound.subwidgets if many else []:
        option.data["attrs"]["class"] = attributes["class"]
    return {
        "field": bound,
        "control": bound.as_widget(attrs=attributes),
        "label": label or bound.label,
        "hint": hint,
        "many": many,
        "check": isinstance(widget, CheckboxInput),
        "described": " ".join(described),
    }


def _field_class(widget: Any) -> str:
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple | CheckboxInput):
        return "form-check-input"
    return (
        "form-select"
        if isinstance(widget, Select) and not isinstance(widget, SelectMultiple)
        else "form-control"
    )


@register.simple_tag
def device(user_agent: str) -> str:
    """The browser and system a user agent tells of, e.g. "Firefox · Windows"; never its raw text."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), _("Unknown browser"))
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser} · {system}" if system else browser


@register.simple_tag
def when(moment: datetime | None, css: str = "") -> SafeString | str:
    """A moment as lists show it: "14:22" today, "3 Mar" this year, "03.03.2025" before.

    For "3 saat önce" there is the filter `ago`.
    """
    if not moment:
        return ""
    local = timezone.localtime(moment)
    return _moment(local, str(local.tzinfo), timezone.localtime(clock.now()).date(), css, get_language())


@lru_cache(maxsize=KEPT)
def _moment(local: datetime, _zone: str, today: date, css: str, _language: str | None) -> SafeString:
    if local.date() == today:
        words = date_format(local, "TIME_FORMAT")
    else:
        words = date_format(local, "j M" if local.year == today.year else "SHORT_DATE_FORMAT")
    return format_html(
        '<time class="{}" datetime="{}" title="{}">{}</time>',
        css,
        local.isoformat(timespec="seconds"),
        date_format(local, "DATETIME_FORMAT"),
        words,
    )


@register.simple_tag
def waiting(since: datetime | None, due: datetime | None = None) -> SafeString | str:
    """How long somebody waits, kept fresh in the browser.

    Louder after 4 hours; late past `due`, or without one after 24 hours.
    """
    if not since:
        return ""
    now = clock.now()
    seconds = max(0.0, (now - since).total_seconds())
    late = now > due if due else seconds >= WAITING_LATE_HOURS * 3600
    return fill(
        WAITING,
        state="waiting-late" if late else "waiting-long" if seconds >= WAITING_LONG_HOURS * 3600 else "",
        title=_("Waiting for an answer"),
        icon=icon("clock"),
        since=since.isoformat(timespec="seconds"),
        words=length_in_words(seconds),
    )


def length_in_words(seconds: float) -> str:
    """A length of time in one unit: minutes, hours, days; times.js says the same."""
    if seconds < 3600:
        return _("%(count)s min") % {"count": int(seconds // 60)}
    if seconds < 2 * 86400:
        return _("%(count)s h") % {"count": int(seconds // 3600)}
    return _("%(count)s days") % {"count": int(seconds // 86400)}
