"""How many conversations stand behind each entry of the inbox: exact up to 1,000, "1.000+" beyond.

Why this is cheap: every count is a sub-query that stops at the 1,001st row, all of them go to the
database as one statement, and each follows an index over work that is not resolved (`mine` and
`unassigned` conversation_mine, `unanswered` conversation_unanswered, a team conversation_team, the
rest conversation_inbox). What grows without end, the resolved conversations, is never counted: a
saved view that includes them shows no number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import get_language

from memnun.desk.inbox.filters import EVERY, MINE, NOBODY, Filters
from memnun.foundation.turkish.numbers import format_number
from memnun.interactions.models import Conversation, SavedView, Status
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
    statements: list[str] = []
    parameters: list[Any] = []
    for filters in wanted.values():
        sql, values = _bounded(filters, person).query.sql_with_params()
        statements.append(f"(SELECT count(*) FROM ({sql}) AS bounded)")
        parameters += values
    if not statements:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(statements)}", parameters)
        numbers = cursor.fetchone()
    return {name: Count(number) for name, number in zip(wanted, numbers, strict=True)}


def _bounded(filters: Filters, person: Person) -> QuerySet[Conversation, Any]:
    fitting = filters.apply(Conversation.objects.visible_to(person).current(), person)
    return fitting.order_by().values("id")[: CAP + 1]


def wanted_by(teams: Sequence[Team], views: Sequence[SavedView]) -> dict[str, Filters]:
    """What the inbox's menu counts: the fixed entries, each team, each saved view that is bounded."""
    wanted = dict(FIXED)
    wanted.update({f"team:{team.id}": Filters(team=(str(team.id),)) for team in teams})
    for view in views:
        filters = Filters.read(view.filters)
        if is_bounded(filters):
            wanted[f"view:{view.id}"] = filters
    return wanted


def is_bounded(filters: Filters) -> bool:
    """Whether counting stays cheap however long the brand has been at work."""
    return filters.status not in (EVERY, Status.RESOLVED)
