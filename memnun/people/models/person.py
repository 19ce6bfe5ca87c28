"""A member of staff of one brand: the one in `visible_to(person)` and `by=person`."""

from __future__ import annotations

from functools import cached_property
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.people.models.brand import Branch, Brand
from memnun.people.models.derived import FoldedField, SortKeyField
from memnun.people.models.team import Team, TeamMembership
from memnun.people.models.visibility import BrandQuerySet
from memnun.people.written import written_once


class Role(models.TextChoices):
    """What a person may do; each role may do what the ones after it may, analysts only read."""

    OWNER = "owner", _("Owner")
    MANAGER = "manager", _("Manager")
    AGENT = "agent", _("Agent")
    ANALYST = "analyst", _("Analyst")


RANK = {Role.OWNER: 3, Role.MANAGER: 2, Role.AGENT: 1, Role.ANALYST: 0}


class PersonQuerySet(BrandQuerySet["Person"]):
    """Named reads of people."""

    def active(self) -> Self:
        """Those at work, by name: what pickers and mention lists show."""
        return self.filter(active=True).order_by("name_sort", "id")

    def listed(self, folded: str, *, active: bool) -> Self:
        """Those whose folded name or address holds the words, by name, with all that a list shows."""
        people = self.filter(active=active).order_by("name_sort", "id")
        if folded:
            people = people.filter(Q(name_folded__contains=folded) | Q(account__email__contains=folded))
        return people.select_related("account", "branch").prefetch_related("teams")

    def after(self, person_id: UUID | None) -> Self:
        """What follows one person in the order by name; all when the id is none of these."""
        last = self.prefetch_related(None).filter(pk=person_id).first() if person_id else None
        if last is None:
            return self
        beyond = Q(name_sort__gt=last.name_sort) | Q(name_sort=last.name_sort, id__gt=last.id)
        return self.filter(beyond, name_sort__gte=last.name_sort)


class Person(models.Model):
    """An account at work for one brand."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="people")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(_("Name"), max_length=120)
    name_sort = SortKeyField(of="name")
    name_folded = FoldedField(of="name")
    role = models.CharField(_("Role"), max_length=10, choices=Role.choices, default=Role.AGENT)
    branch = models.ForeignKey(
        Branch,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("Branch"),
    )
    teams = models.ManyToManyField(Team, through="people.TeamMembership", related_name="people")
    active = models.BooleanField(_("Active"), default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = PersonQuerySet.as_manager()

    actor_kind = "person"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "account"], name="one_person_a_brand")]
        indexes = [
            # staff lists in Turkish alphabetical order
            models.Index(fields=["brand", "name_sort", "id"], name="person_name"),
        ]
        ordering = ["name_sort"]

    def __str__(self) -> str:
        return self.name

    def is_at_least(self, role: Role) -> bool:
        """Whether the person has this role or a higher one."""
        return RANK[Role(self.role)] >= RANK[role]

    @property
    def can_act(self) -> bool:
        """Whether the person may change anything; analysts only read."""
        return self.is_at_least(Role.AGENT)

    @cached_property
    def team_ids(self) -> list[UUID]:
        """The teams the person is in."""
        return list(self.memberships.values_list("team_id", flat=True))

    @cached_property
    def _teams(self) -> list[Team]:
        """All teams of the brand, by name; `joined` says whether the person is in it."""
        return _teams_as_seen_by(self.id, self.brand_id)

    @property
    def hidden_team_ids(self) -> list[UUID]:
        """Private teams whose work the person may not see; none for managers and owners."""
        return [team.id for team in self._teams if self._is_hidden(team)]

    @property
    def seen_teams(self) -> list[Team]:
        """The teams whose work the person may see, by name."""
        return [team for team in self._teams if not self._is_hidden(team)]

    def _is_hidden(self, team: Team) -> bool:
        return team.private and not team.joined and not self.is_at_least(Role.MANAGER)  # type: ignore[attr-defined]


@written_once
def _teams_as_seen_by(person_id: UUID, brand_id: UUID) -> QuerySet[Team]:
    joined = Exists(TeamMembership.objects.filter(team=OuterRef("pk"), person=person_id))
    return Team.objects.filter(brand_id=brand_id).annotate(joined=joined)
