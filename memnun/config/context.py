"""What the frame of every page needs; read only when a template asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from memnun.config import navigation
from memnun.config.navigation import Link
from memnun.desk.alarms.sources import LIVE
from memnun.events.positions import SNAPSHOT_COLUMN, Position, Snapshot
from memnun.people.models import Brand, Person, Role

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "memnun_theme"
RAIL_COOKIE = "memnun_rail"
LIVE_URL = "/live/events"


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor: `frame` in every template."""
    return {"frame": Frame(request)}


class Frame:
    """Navigation, brand switch, theme and the words of the scripts, for one request."""

    live_url = LIVE_URL

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def person(self) -> Person | None:
        """Who is asking; falsy for a stranger and for an account without a brand."""
        return getattr(self.request, "person", None)

    @property
    def live_after(self) -> str:
        """Where live updates of this page begin: before it read anything, so that nothing is missed."""
        snapshot = getattr(self.person, SNAPSHOT_COLUMN, "") if self.person else ""
        return str(Position(Snapshot.from_postgres(snapshot))) if snapshot else ""

    @property
    def theme(self) -> str:
        """auto, light or dark, as chosen on this device."""
        chosen = self.request.COOKIES.get(THEME_COOKIE, "auto")
        return chosen if chosen in THEMES else "auto"

    @property
    def rail(self) -> str:
        """wide, or narrow with icons alone, as chosen on this device."""
        return "narrow" if self.request.COOKIES.get(RAIL_COOKIE) == "narrow" else "wide"

    @cached_property
    def brands(self) -> list[Brand]:
        """The brands the account works for; read together with the person, so without a query of its own."""
        return [other.brand for other in getattr(self.person, "account_people", [])]

    def links(self, entries: tuple[navigation.Entry, ...]) -> list[Link]:
        return navigation.links(entries, self.person or None, self.request.path)

    @cached_property
    def main(self) -> list[Link]:
        """The rail's entries."""
        return self.links(navigation.RAIL)

    @cached_property
    def foot(self) -> list[Link]:
        """The entries at the foot of the rail."""
        return self.links(navigation.FOOT)

    @cached_property
    def bottom(self) -> list[Link]:
        """The phone's bottom bar, without its menu."""
        return self.links(navigation.BOTTOM)

    @cached_property
    def settings(self) -> list[Link]:
        """The settings area's side list, grouped by section."""
        return self.links(navigation.SETTINGS)

    @property
    def watches(self) -> bool:
        """Whether the person is rung for when something breaks."""
        return bool(self.person and self.person.role in (Role.MANAGER, Role.OWNER))

    @property
    def alarm_kinds(self) -> str:
        """The acts after which the bell of alarms is drawn anew."""
        return " ".join(LIVE)

    @property
    def home(self) -> str:
        """The first page the person may see."""
        return self.main[0].url if self.main else "/"

    @property
    def search_url(self) -> str:
        """Where the one search is; empty while there is none."""
        return address("desk:search")

    @property
    def words(self) -> Mapping[str, str]:
        """The words the scripts show, in the page's language."""
        return {
            "justNow": _("just now"),
            "minuteAgo": _("1 minute ago"),
            "minutesAgo": _("%(count)s minutes ago"),
            "hourAgo": _("1 hour ago"),
            "hoursAgo": _("%(count)s hours ago"),
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
            "failedNetwork": _(
                "The server could not be reached. Nothing was changed; try again in a moment."
            ),
            "failedSignedOut": _(
                "Your session has ended. Sign in again in another tab; what you wrote stays here."
            ),
            "failedForbidden": _("You may not do this. Ask a manager of your brand."),
            "failedGone": _(
                "This is no longer there; somebody may have moved or removed it. Reload the page."
            ),
            "failedConflict": _("Somebody else was faster. Reload to see what changed, then try again."),
            "failedTooLarge": _("This is too large to send. Choose a smaller file."),
            "failedTooMany": _("Too many attempts. Wait a minute, then try again."),
            "failedServer": _("Something broke on our side and was noted. Nothing was changed; try again."),
            "passkeyFailed": _(
                "The passkey could not be used: it was cancelled or this device does not know it."
            ),
        }


def address(name: str) -> str:
    """The address with this name, empty when no room offers it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
