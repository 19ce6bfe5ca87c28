"""Which fields of a row changed, in a shape the log can tell in any language."""

from __future__ import annotations

from typing import Any

from django.db import models

from memnun.people.models.derived import DerivedTextField

Changes = list[list[Any]]


def apply_changes(row: models.Model, values: dict[str, Any]) -> Changes:
    """Set the values, save what differs, and return [field, before, after] for each that did."""
    changes: Changes = []
    for name, after in values.items():
        before = getattr(row, name)
        if before != after:
            setattr(row, name, after)
            changes.append([name, _plain(before), _plain(after)])
    if changes:
        row.save(update_fields=[*(name for name, _before, _after in changes), *_derived(row)])
    return changes


def _derived(row: models.Model) -> list[str]:
    return [field.name for field in row._meta.fields if isinstance(field, DerivedTextField)]


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | bool | list | None) else str(value)
