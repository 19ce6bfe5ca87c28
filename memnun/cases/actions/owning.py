"""Taking, giving and leaving cases by hand."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.cases import events as acts
from memnun.cases.actions.telling import CannotAct, locked, locked_open, settle, tell
from memnun.cases.models import Case, State
from memnun.people.models import Person, Team


@transaction.atomic
def assign(case: Case, *, to: Person | None, by: Person, why: str = "") -> Case:
    """Give the case to somebody, or to nobody. Raises CannotAct for a stranger or a solved case."""
    current = locked_open(case)
    if to and (to.brand_id != current.brand_id or not to.active or not to.can_act):
        raise CannotAct(_("Choose somebody who works for this brand."))
    if current.assignee_id == (to.id if to else None):
        return current
    current.assignee = to
    current.save(update_fields=["assignee"])
    if to:
        tell(acts.ASSIGNED, current, by, to=to.name, why=why, to_id=str(to.id))
    else:
        tell(acts.UNASSIGNED, current, by)
    return current


def take(case: Case, *, by: Person) -> Case:
    """Take a case upon oneself."""
    return start_work(assign(case, to=by, by=by), by=by)


@transaction.atomic
def start_work(case: Case, *, by: Person) -> Case:
    """A new case is in work from now on; any other stays as it is."""
    current = locked(case)
    if current.state == State.NEW:
        current.state = State.WORKING
        settle(current)
    return current


@transaction.atomic
def assign_team(case: Case, *, team: Team | None, by: Person) -> Case:
    """Give the case to a team, or to none."""
    current = locked_open(case)
    if team and team.brand_id != current.brand_id:
        raise CannotAct(_("Choose a team of this brand."))
    if current.team_id != (team.id if team else None):
        current.team = team
        current.save(update_fields=["team"])
        tell(acts.TEAM_SET, current, by, team=team.name if team else "–")
    return current
