"""First words for an article and for a message about a trouble; a person goes on from there."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from memnun.preventing.frictions import Friction


def short_name(friction: Friction) -> str:
    """The trouble without what it stands under."""
    return friction.trouble.name.rpartition(" › ")[2]


def article_title(friction: Friction) -> str:
    """What the article is about."""
    return _("{trouble}: what you can do").format(trouble=short_name(friction))


def article_text(friction: Friction, done: Sequence[str]) -> str:
    """The bones of an article, with what colleagues did most often."""
    parts = [_("What happens"), "…", _("What you can do yourself"), "…", _("What we do for you")]
    parts += [f"– {each}" for each in done] or ["…"]
    return "\n\n".join(parts)


def subject(friction: Friction) -> str:
    """The subject of the message."""
    return _("About your purchase: {trouble}").format(trouble=short_name(friction))


def text(friction: Friction) -> str:
    """A message that names when the trouble comes, if that is known, and leaves the advice to be written."""
    opening = (
        _when(round(friction.median)).format(trouble=short_name(friction))
        if friction.median is not None
        else _("Some of our customers meet this: {trouble}").format(trouble=short_name(friction))
    )
    advice = _("So that it does not happen to you: …")
    close = _("If anything is amiss, just answer this message; we will look into it at once.")
    return "\n\n".join(["{hitap},", opening, advice, close, "{marka}"])


def _when(days: int) -> str:
    if days <= 0:
        return _("On the very day of a purchase some of our customers meet this: {trouble}")
    return ngettext(
        "About {days} day after a purchase some of our customers meet this: {{trouble}}",
        "About {days} days after a purchase some of our customers meet this: {{trouble}}",
        days,
    ).format(days=days)
