"""What comes back within days was not solved: the same owner goes on with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from memnun.cases.actions import reopen
from memnun.cases.models import Case, CaseSettings, State
from memnun.reactions.rules import Heard, rule

NAME = "reply_reopens_a_solved_case"
RULE = rule(
    NAME,
    gettext_lazy("A reply opens a solved case again"),
    gettext_lazy("The customer comes back within the days set, with more than thanks."),
)


def still_reopens(case: Case, at: datetime, settings: CaseSettings) -> bool:
    """Whether a reply at this moment belongs to the solved case."""
    if case.state != State.RESOLVED or case.resolved_at is None:
        return False
    return at <= case.resolved_at + timedelta(days=settings.reopens_within_days)


def react(heard: Heard, case: Case) -> None:
    """Open it again."""
    reopen(case, by=None, why=_("the customer wrote again"), urgent="complaint" in heard.kinds)
