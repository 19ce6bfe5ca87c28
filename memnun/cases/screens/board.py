"""The board: a column a state, most pressing first; and its filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict

from memnun.cases.models import Case, CaseQuerySet, CaseType, Reader, State
from memnun.cases.screens import reads
from memnun.cases.screens.listing import PAGE, Count, Page, counting, counts_of, page_of, stretch
from memnun.foundation.ids import read_uuid
from memnun.foundation.paging import Place
from memnun.people.asking_together import asked_together
from memnun.people.models import Brand, Person, Role, Team
from memnun.people.written import written_once

MINE, NOBODY = "mine", "none"
COUNTED = tuple(state for state in State if state != State.CLOSED)
MOST_PAGES = 5
"""How much of a column is drawn anew when something happened."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Whose cases, of which team and type; empty for all."""

    owner: str = ""
    team: UUID | None = None
    type: UUID | None = None

    @classmethod
    def read(cls, given: QueryDict) -> Filters:
        """What an address asks for; anything it cannot mean is left out."""
        return cls(
            owner=given.get("owner", "")[:40],
            team=read_uuid(given.get("team", "")),
            type=read_uuid(given.get("type", "")),
        )

    def apply(self, cases: CaseQuerySet, person: Reader) -> CaseQuerySet:
        """The cases that fit."""
        if self.owner == MINE:
            cases = cases.filter(assignee=person.id)
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


@dataclass(frozen=True, slots=True)
class Stack:
    """What is wanted of a column: so many cards of a state that fit the filters."""

    filters: Filters
    state: State
    size: int = PAGE

    @property
    def order(self) -> str:
        """Most pressing first, closed ones newest first."""
        return "-closed_at" if self.state == State.CLOSED else "next_step_at"


def columns_of(person: Person, filters: Filters, pages: Mapping[str, int] | None = None) -> list[Column]:
    """The board; `pages` says of how many pages the columns are shown already.

    Closed cases grow without end, so they are not counted.
    """
    drawn = {state: max(1, min((pages or {}).get(state, 1), MOST_PAGES)) for state in State}
    stacks = [Stack(filters, state, PAGE * drawn[state]) for state in State]
    wanted = [cards.question(person, stack, None) for stack in stacks]
    with asked_together([numbers.question(person, filters), *wanted]):
        counts = counts_of(COUNTED, numbers(person, filters))
        return [
            Column(
                stack.state,
                page_of(cards(person, stack, None), stack.order, stack.size),
                counts.get(stack.state),
                drawn[stack.state],
            )
            for stack in stacks
        ]


def column_page(person: Person, stack: Stack, after: Place | None) -> Page:
    """A page of one column behind a place."""
    return page_of(cards(person, stack, after), stack.order, stack.size)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the board can be narrowed by."""

    types: list[CaseType]
    teams: list[Team]
    people: list[Person]


def choices_of(person: Person) -> Choices:
    """The types, teams and people one may choose from."""
    wanted = [each.question(person) for each in (reads.types, reads.teams, reads.colleagues)]
    with asked_together(wanted):
        return Choices(
            types=reads.types(person),
            teams=[team for team in reads.teams(person) if team.id not in person.hidden_team_ids],
            people=[each for each in reads.colleagues(person) if each.role != Role.ANALYST],
        )


@written_once
def cards(viewer: Reader, stack: Stack, after: Place | None) -> QuerySet[Case]:
    """The cards of a column, and one more."""
    return stretch(_rows(viewer, stack.filters, stack.state), stack.order, after, stack.size)


@written_once
def numbers(viewer: Reader, filters: Filters) -> QuerySet[Brand, tuple[int, ...]]:
    """How many cases stand in each column that is counted."""
    return counting(viewer, [_rows(viewer, filters, state) for state in COUNTED])


def _rows(viewer: Reader, filters: Filters, state: State) -> CaseQuerySet:
    rows = filters.apply(Case.objects.visible_to(viewer).filter(state=state), viewer)
    return rows.filter(closed_at__isnull=False) if state == State.CLOSED else rows
