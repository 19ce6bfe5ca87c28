"""How many conversations stand behind each entry of the inbox: exact up to 1,000, "1.000+" beyond.

Why this is cheap: every count is a sub-query that stops at the 1,001st row, all of them go to the
database as one statement, and each follows an index over work that is not resolved (`mine` and
`unassigned` conversation_mine, `unanswered` conversation_unanswered, a team conversation_team, the
rest conversation_inbox). The fixed ones and those of teams are read from the index alone. What grows without end, the resolved conversations, is never counted: a
saved view that includes them shows no number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

from memnun.desk.inbox.filters import EVERY, MINE, NOBODY, Filters, Viewer
from memnun.foundation.turkish.numbers import format_number
from memnun.interactions.models import Conversation, SavedView, Status
from memnun.people.asking_together import Question, ask, take_answer
from memnun.people.models import Person, Team

CAP = 1000
FIXED: Mapping[str, Filters] = {
    "open": Filters(),
    "mine": Filters(assignee=MINE),
    "unassigned": Filters(assignee=NOBODY),
    "unanswered": Filters(unanswered=True),
    "mentions": Filters(mentions=True, status=EVERY),
}


@dataclass(frozen=True, slots=True)
class Count:
    """A number to show; `many` when there are more than CAP."""

    number: int

    def __str__(self) -> str:
        if self.number > CAP:
            return f"{format_number(CAP, 0, get_language() or 'tr')}+"
        return str(self.number)

    def __bool__(self) -> bool:
        return self.number > 0


def count(person: Person, wanted: Mapping[str, Filters]) -> dict[str, Count]:
    """The number behind each of the filters, in one statement."""
    asked = question(person, wanted)
    if asked is None:
        return {}
    [numbers] = take_answer(asked.key) or ask([asked])[asked.key]
    return {name: Count(number) for name, number in zip(wanted, numbers, strict=True)}


def question(person: Person, wanted: Mapping[str, Filters]) -> Question | None:
    """What `count` will ask; None where nothing is to be counted."""
    if not wanted:
        return None
    viewer = _Viewer(person.id, person.brand_id, tuple(person.hidden_team_ids))
    statement, values = _statement(viewer, tuple(wanted.values()), get_current_timezone_name())
    return Question((statement, values), statement, values, prepare=False)


class _Viewer(NamedTuple):
    """Everything of a person that decides what they see: two who are alike in this see the same."""

    id: UUID
    brand_id: UUID
    hidden_team_ids: Sequence[UUID]


@lru_cache(maxsize=1024)
def _statement(viewer: _Viewer, wanted: tuple[Filters, ...], _zone: str) -> tuple[str, tuple[Any, ...]]:
    """The statement and its values; writing it anew takes longer than the database needs to answer it."""
    statements: list[str] = []
    values: list[Any] = []
    for filters in wanted:
        sql, own = _bounded(filters, viewer).query.sql_with_params()
        statements.append(f"(SELECT count(*) FROM ({sql}) AS bounded)")
        values += own
    return f"SELECT {', '.join(statements)}", tuple(values)


def _bounded(filters: Filters, viewer: Viewer) -> QuerySet[Conversation, Any]:
    fitting = filters.apply(Conversation.objects.visible_to(viewer).current(), viewer)
    return fitting.order_by().values("id")[: CAP + 1]


def wanted_by(teams: Sequence[Team]) -> dict[str, Filters]:
    """What everybody's menu counts: the fixed entries and each team."""
    return {**FIXED, **{f"team:{team.id}": Filters(team=(str(team.id),)) for team in teams}}


def wanted_of(views: Sequence[SavedView]) -> dict[str, Filters]:
    """What is counted of saved views: each that is bounded."""
    read = {f"view:{view.id}": Filters.read(view.filters) for view in views}
    return {key: filters for key, filters in read.items() if is_bounded(filters)}


def is_bounded(filters: Filters) -> bool:
    """Whether counting stays cheap however long the brand has been at work."""
    return filters.status not in (EVERY, Status.RESOLVED)
