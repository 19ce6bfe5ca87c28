"""The board: a column a state, most pressing first; and its filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict

from memnun.cases.models import Case, CaseType, State
from memnun.cases.screens.listing import PAGE, Count, Page, count, page_of
from memnun.foundation.ids import read_uuid
from memnun.foundation.paging import Place
from memnun.people.models import Person

MINE, NOBODY = "mine", "none"
MOST_PAGES = 5
"""How much of a column is drawn anew when something happened."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Whose cases, of which team and type; empty for all."""

    owner: str = ""
    team: UUID | None = None
    type: UUID | None = None
    words: str = field(default="")

    @classmethod
    def read(cls, given: QueryDict) -> Filters:
        """What an address asks for; anything it cannot mean is left out."""
        return cls(
            owner=given.get("owner", "")[:40],
            team=read_uuid(given.get("team", "")),
            type=read_uuid(given.get("type", "")),
        )

    def apply(self, cases: QuerySet[Case], person: Person) -> QuerySet[Case]:
        """The cases that fit."""
        if self.owner == MINE:
            cases = cases.filter(assignee=person)
        elif self.owner == NOBODY:
            cases = cases.filter(assignee=None)
        elif owner := read_uuid(self.owner):
            cases = cases.filter(assignee=owner)
        if self.team:
            cases = cases.filter(team=self.team)
        return cases.filter(type=self.type) if self.type else cases

    @property
    def query(self) -> str:
        """The filters as an address holds them."""
        told = {"owner": self.owner, "team": self.team, "type": self.type}
        return urlencode({name: value for name, value in told.items() if value})

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.owner or self.team or self.type)


@dataclass(frozen=True, slots=True)
class Column:
    """One state with its first cards, and how many pages of them stand there."""

    state: State
    page: Page
    count: Count | None
    pages: int = 1

    @property
    def marks(self) -> range:
        """One mark for each page, for the refreshing of the board."""
        return range(self.pages)


def columns_of(person: Person, filters: Filters, pages: Mapping[str, int] | None = None) -> list[Column]:
    """The board; `pages` says of how many pages the columns are shown already.

    Closed cases grow without end, so they are not counted.
    """
    shown = {state: max(1, min((pages or {}).get(state, 1), MOST_PAGES)) for state in State}
    counts = count({state: _rows(person, filters, state) for state in State if state != State.CLOSED})
    return [
        Column(
            state,
            column_page(person, filters, state, size=PAGE * shown[state]),
            counts.get(state),
            shown[state],
        )
        for state in State
    ]


def column_page(
    person: Person, filters: Filters, state: State, after: Place | None = None, size: int = PAGE
) -> Page:
    """A page of one column: most pressing first, closed ones newest first."""
    order = "-closed_at" if state == State.CLOSED else "next_step_at"
    return page_of(_rows(person, filters, state), order, after, size)


def types_of(person: Person) -> list[CaseType]:
    """The types one may choose from."""
    return list(CaseType.objects.visible_to(person).in_use())


def _rows(person: Person, filters: Filters, state: State) -> QuerySet[Case]:
    rows = filters.apply(Case.objects.visible_to(person).filter(state=state), person)
    return rows.filter(closed_at__isnull=False) if state == State.CLOSED else rows
