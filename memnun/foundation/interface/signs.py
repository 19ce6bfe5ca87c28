"""Faces, groups, feelings, channels and kinds of contact: sign, word and colour."""

from __future__ import annotations

from typing import Any
from zlib import crc32

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from memnun.foundation.interface.drawing import drawn_once
from memnun.foundation.turkish.case import upper

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
FACE_COLOURS = 8


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
