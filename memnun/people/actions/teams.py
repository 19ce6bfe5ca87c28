"""Making, changing and removing teams."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from memnun.events.actions import record
from memnun.people import events as acts
from memnun.people.actions.changes import Changes, apply_changes
from memnun.people.models import Brand, Person, Team, TeamMembership


@transaction.atomic
def make_team(*, brand: Brand, by: Person, name: str, private: bool, members: Iterable[Person]) -> Team:
    """Put people together."""
    team = Team.objects.create(brand=brand, name=name, private=private)
    TeamMembership.objects.bulk_create([TeamMembership(team=team, person=person) for person in members])
    record(acts.TEAM_ADDED, brand_id=brand.id, by=by, subject_id=team.id, name=name)
    return team


@transaction.atomic
def change_team(team: Team, *, by: Person, values: dict[str, Any], members: Iterable[Person]) -> None:
    """Change name, privacy or members."""
    changes = apply_changes(team, values) + _change_members(team, {person.id: person for person in members})
    if changes:
        record(
            acts.TEAM_CHANGED,
            brand_id=team.brand_id,
            by=by,
            subject_id=team.id,
            name=team.name,
            model="people.team",
            changes=changes,
        )


@transaction.atomic
def remove_team(team: Team, *, by: Person) -> None:
    """Remove a team that holds no work.

    Raises ValidationError for one that does: what a private team holds must not open to everybody.
    The lock keeps work from reaching the team between the look and the removal.
    """
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    if any(held_work(team)):
        raise ValidationError(
            _("“%(team)s” still holds conversations. Give them to another team first.") % {"team": team.name}
        )
    record(acts.TEAM_REMOVED, brand_id=team.brand_id, by=by, subject_id=team.id, name=team.name)
    team.delete()


def held_work(team: Team) -> Iterable[bool]:
    """For every kind of row that may belong to a team, whether one belongs to this."""
    for relation in Team._meta.related_objects:
        if relation.related_model is not TeamMembership and not relation.many_to_many:
            rows = relation.related_model._default_manager
            yield rows.filter(**{relation.field.name: team}).exists()


def _change_members(team: Team, wanted: dict[UUID, Person]) -> Changes:
    """Only people at work are asked about; the membership of others is kept for their return."""
    present = {
        each.person_id: each for each in team.memberships.filter(person__active=True).select_related("person")
    }
    joined = [person for key, person in wanted.items() if key not in present]
    left = [each for key, each in present.items() if key not in wanted]
    TeamMembership.objects.bulk_create([TeamMembership(team=team, person=person) for person in joined])
    TeamMembership.objects.filter(pk__in=[each.pk for each in left]).delete()
    return [["members", None, person.name] for person in joined] + [
        ["members", each.person.name, None] for each in left
    ]
