"""Rows of one's own brand as choices: what others have cannot be chosen, even by its id."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model, Q

from memnun.people.models import Branch, Person


class BrandForm(forms.Form):
    """A form of one person, about rows of that person's brand; `row` is what is changed, if anything."""

    def __init__(self, *args: Any, person: Person, row: Model | None = None, **kwargs: Any) -> None:
        self.person = person
        self.row = row
        super().__init__(*args, **kwargs)

    def is_taken(self, rows: Any, **lookup: Any) -> bool:
        """Whether another row of the brand than the one being changed has this."""
        return bool(self.without_row(rows.visible_to(self.person)).filter(**lookup).exists())

    def without_row(self, rows: Any) -> Any:
        """The rows but the one being changed."""
        return rows.exclude(pk=self.row.pk) if self.row else rows


def branch_choice(person: Person, present: Branch | None = None) -> Any:
    """The open branches of the person's brand, and the present one even if it has closed."""
    offered = Q(active=True) | Q(pk=present.pk) if present else Q(active=True)
    return Branch.objects.visible_to(person).filter(offered)
