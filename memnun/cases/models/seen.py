"""Who may see a case and what hangs on it."""

from __future__ import annotations

from typing import Protocol, Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from memnun.events.models import Viewer
from memnun.people.models import BrandQuerySet

Row = TypeVar("Row", bound=models.Model, covariant=True)


class Reader(Viewer, Protocol):
    """A viewer who is one person: what is theirs can be told from what is others'."""

    @property
    def id(self) -> UUID: ...


def hidden_by(prefix: str, person: Viewer) -> Q:
    """Rows of cases that belong to private teams the person is not in, themselves or by their conversation."""
    hidden = person.hidden_team_ids
    return Q(**{f"{prefix}team__in": hidden}) | Q(**{f"{prefix}conversation__team__in": hidden})


class CaseRowQuerySet(BrandQuerySet[Row]):
    """Reads of a table whose rows belong to a case."""

    def visible_to(self, person: Viewer) -> Self:
        """The brand's, less those of cases the person may not see."""
        rows = super().visible_to(person)
        return rows.exclude(hidden_by("case__", person)) if person.hidden_team_ids else rows
