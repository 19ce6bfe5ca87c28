"""The entries above the list: fixed ones, teams and saved views, each with its number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from memnun.desk.inbox import counts
from memnun.desk.inbox.counts import FIXED, Count, count, wanted_by, wanted_of
from memnun.desk.inbox.filters import Filters
from memnun.events.models import Viewer
from memnun.interactions.models import SavedView
from memnun.people.asking_together import Question
from memnun.people.models import Person
from memnun.people.written import written_once

LABELS: dict[str, tuple[str | Promise, str]] = {
    "open": (_("All open"), "inbox"),
    "mine": (_("Mine"), "user-check"),
    "unassigned": (_("Unassigned"), "user-question"),
    "unanswered": (_("Unanswered"), "hourglass"),
    "mentions": (_("Mentions of me"), "at"),
}
QUICK = ("mine", "unassigned", "unanswered", "mentions")


@dataclass(frozen=True)
class Entry:
    """One choice of the menu; `count` is None where nothing is counted."""

    key: str
    label: str | Promise
    icon: str
    query: str
    count: Count | None
    current: bool
    view: SavedView | None = None


class Menu:
    """All entries for one person, the current one marked; four queries whatever there is."""

    def __init__(self, person: Person, filters: Filters) -> None:
        self.present = filters.query()
        teams = person.seen_teams
        views = _views_of(person, person.id)
        self.counts = count(person, wanted_by(teams)) | count(person, wanted_of(views))
        self.fixed = [self._entry(key, *LABELS[key], FIXED[key]) for key in LABELS]
        self.teams = [
            self._entry(f"team:{team.id}", team.name, "users", Filters(team=(str(team.id),)))
            for team in teams
        ]
        self.views = [
            self._entry(f"view:{view.id}", view.name, "bookmark", Filters.read(view.filters), view)
            for view in views
        ]

    @property
    def quick(self) -> list[Entry]:
        """The entries shown as chips."""
        return [entry for entry in self.fixed if entry.key in QUICK]

    @property
    def current(self) -> Entry | None:
        """The entry whose filters are the present ones."""
        return next((entry for entry in self._all() if entry.current), None)

    def _all(self) -> Iterator[Entry]:
        yield from self.fixed
        yield from self.teams
        yield from self.views

    def _entry(
        self, key: str, label: str | Promise, icon: str, filters: Filters, view: SavedView | None = None
    ) -> Entry:
        query = filters.query()
        return Entry(key, label, icon, query, self.counts.get(key), query == self.present, view)


def questions(person: Person) -> list[Question | None]:
    """What the menu will ask, but for the numbers of saved views."""
    return [_views_of.question(person, person.id), counts.question(person, wanted_by(person.seen_teams))]


@written_once
def _views_of(viewer: Viewer, person_id: UUID) -> QuerySet[SavedView]:
    """The person's own saved views and the shared ones."""
    seen = SavedView.objects.visible_to(viewer).filter(Q(owner=person_id) | Q(shared=True))
    return seen.select_related("owner")
