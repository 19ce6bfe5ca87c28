"""What the frame of every page needs; read only when a template asks for it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from memnun.config import navigation
from memnun.config.frame_parts import draw_bottombar, draw_rail, draw_topbar
from memnun.config.frame_words import words_script
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
        return navigation.address("desk:search")

    @property
    def drawn_words(self) -> SafeString:
        """The words the scripts show, in the page's language."""
        return words_script(get_language())

    @property
    def drawn_rail(self) -> SafeString:
        return draw_rail(self)

    @property
    def drawn_topbar(self) -> SafeString:
        return draw_topbar(self)

    @property
    def drawn_bottombar(self) -> SafeString:
        return draw_bottombar(self)
