"""Who works together, and which work others do not see."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from memnun.foundation.ids import uuid7
from memnun.people.models.brand import Brand
from memnun.people.models.derived import SortKeyField
from memnun.people.models.visibility import BrandQuerySet


class Team(models.Model):
    """A group of people; conversations of a private team are seen by its members and managers only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(_("Name"), max_length=80)
    name_sort = SortKeyField(of="name")
    private = models.BooleanField(_("Private"), default=False)

    objects = BrandQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brand", "name"], name="one_team_a_name")]
        ordering = ["name_sort"]

    def __str__(self) -> str:
        return self.name


class TeamMembership(models.Model):
    """A person in a team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="once_in_a_team")]

    def __str__(self) -> str:
        return f"{self.person} · {self.team}"
