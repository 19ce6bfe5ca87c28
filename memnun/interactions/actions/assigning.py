"""Whose conversation it is."""

from __future__ import annotations

from django.db import transaction

from memnun.interactions import events as acts
from memnun.interactions.actions.telling import locked, tell
from memnun.interactions.models import Conversation
from memnun.people.models import Person, Team


@transaction.atomic
def assign(conversation: Conversation, *, to: Person | None, by: Person) -> Conversation:
    """Give the conversation to a person, or back to everybody with `to=None`; nothing happens twice."""
    current = locked(conversation)
    if current.assignee_id == (to.id if to else None):
        return current
    current.assignee = to
    current.save(update_fields=["assignee"])
    if to:
        tell(acts.ASSIGNED, current, by, subject_id=to.id, to=to.name)
    else:
        tell(acts.UNASSIGNED, current, by)
    return current


@transaction.atomic
def assign_team(conversation: Conversation, *, team: Team | None, by: Person) -> Conversation:
    """Give the conversation to a team; its members see it, others too unless the team is private."""
    current = locked(conversation)
    if current.team_id == (team.id if team else None):
        return current
    current.team = team
    current.save(update_fields=["team"])
    tell(acts.TEAM_SET, current, by, subject_id=team.id if team else None, team=team.name if team else "–")
    return current
