"""The words that the frame's scripts show, as every page brings them along."""

from __future__ import annotations

from functools import lru_cache

from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


@lru_cache(maxsize=8)
def words_script(_language: str | None) -> SafeString:
    """The words in the language that is switched on, as the element the scripts read."""
    return json_script(frame_words(), "memnun-words")


def frame_words() -> dict[str, str]:
    """Message by name, for `memnun/static/js`."""
    return {
        "justNow": _("just now"),
        "minuteAgo": _("1 minute ago"),
        "minutesAgo": _("%(count)s minutes ago"),
        "hourAgo": _("1 hour ago"),
        "hoursAgo": _("%(count)s hours ago"),
        "soon": _("in a moment"),
        "minuteAhead": _("in 1 minute"),
        "minutesAhead": _("in %(count)s minutes"),
        "hourAhead": _("in 1 hour"),
        "hoursAhead": _("in %(count)s hours"),
        "minutes": _("%(count)s min"),
        "hours": _("%(count)s h"),
        "days": _("%(count)s days"),
        "close": _("Close"),
        "undo": _("Undo"),
        "keys": _("Keyboard shortcuts"),
        "everywhere": _("Everywhere"),
        "thisPage": _("On this page"),
        "then": _("then"),
        "offline": _("You are offline. What you write stays here; we go on when the connection returns."),
        "online": _("The connection is back."),
        "liveLost": _("Connection lost, reconnecting…"),
        "liveBack": _("Connected again; nothing was missed."),
        "failedNetwork": _("The server could not be reached. Nothing was changed; try again in a moment."),
        "failedSignedOut": _(
            "Your session has ended. Sign in again in another tab; what you wrote stays here."
        ),
        "failedForbidden": _("You may not do this. Ask a manager of your brand."),
        "failedGone": _("This is no longer there; somebody may have moved or removed it. Reload the page."),
        "failedConflict": _("Somebody else was faster. Reload to see what changed, then try again."),
        "failedTooLarge": _("This is too large to send. Choose a smaller file."),
        "failedTooMany": _("Too many attempts. Wait a minute, then try again."),
        "failedServer": _("Something broke on our side and was noted. Nothing was changed; try again."),
        "passkeyFailed": _(
            "The passkey could not be used: it was cancelled or this device does not know it."
        ),
    }
