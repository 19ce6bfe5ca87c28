"""Moments and lengths of time as lists show them."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from memnun.foundation import clock
from memnun.foundation.interface.drawing import KEPT
from memnun.foundation.interface.icons import icon
from memnun.foundation.markup import fill

WAITING_LONG_HOURS = 4
WAITING_LATE_HOURS = 24
WAITING = '<span class="waiting {state}" title="{title}">{icon}<time datetime="{since}" data-waiting>{words}</time></span>'


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
