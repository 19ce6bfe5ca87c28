"""What can be done to the rows of a table when a person is erased."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import BinaryField, F, Func, IntegerField, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from memnun.privacy.person import Trail

Where = Callable[[Trail], Q]


@dataclass(frozen=True, slots=True)
class Kept:
    """Nothing of a customer stands in it, or the law wants it kept; `why` says which."""

    why: str


@dataclass(frozen=True, slots=True)
class Goes:
    """The rows are deleted."""

    where: Where


@dataclass(frozen=True, slots=True)
class Emptied:
    """The rows stay for the statistics, or so that what was read once is not read again; what tells of the person goes.

    `mentioned_in` names a column that is searched for the person's addresses, where nothing else leads to them.
    """

    values: Mapping[str, Any]
    where: Where = field(default=lambda trail: Q(pk__in=[]))
    mentioned_in: str = ""


Treatment = Kept | Goes | Emptied


def apply(label: str, treatment: Treatment, trail: Trail) -> int:
    """Treat the person's rows of a table; returns how many."""
    if isinstance(treatment, Kept):
        return 0
    rows = _rows(label, trail)
    if isinstance(treatment, Goes):
        return int(rows.filter(treatment.where(trail)).delete()[0])
    done = rows.filter(treatment.where(trail)).update(**treatment.values)
    if treatment.mentioned_in:
        done += _mentioning(rows, treatment.mentioned_in, trail).update(**treatment.values)
    return int(done)


def _rows(label: str, trail: Trail) -> QuerySet[Model]:
    model = apps.get_model(label)
    rows: QuerySet[Model] = model._default_manager.all()
    has_brand = any(one.column == "brand_id" for one in model._meta.concrete_fields)
    return rows.filter(brand_id=trail.brand_id) if has_brand else rows


def _mentioning(rows: QuerySet[Model], column: str, trail: Trail) -> QuerySet[Model]:
    """Rows whose bytes or text hold one of the person's addresses or numbers."""
    found: set[Any] = set()
    is_binary = isinstance(rows.model._meta.get_field(column), BinaryField)
    for word in trail.words:
        if is_binary:
            named = rows.annotate(found_at=_place_of(word, column)).filter(found_at__gt=0)
        else:
            named = rows.annotate(as_text=Cast(F(column), TextField())).filter(as_text__icontains=word)
        found.update(named.values_list("pk", flat=True))
    return rows.filter(pk__in=found)


def _place_of(word: str, column: str) -> Func:
    wanted = Value(word.encode(), output_field=BinaryField())
    return Func(
        wanted,
        F(column),
        template="position(%(expressions)s)",
        arg_joiner=" in ",
        output_field=IntegerField(),
    )
