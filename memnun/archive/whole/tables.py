"""Which rows belong to a brand, table by table, found out from the models themselves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import models

LEFT_OUT = {
    "people.signinlink": "signs in once within minutes",
    "people.sharedvalue": "counts attempts of the last minutes",
    "customers.groupcount": "is counted while customers come",
    "events.cursor": "belongs to the installation",
    "events.heartbeat": "belongs to the installation",
    "events.invariantcheck": "belongs to the installation",
    "events.setback": "belongs to the installation",
    "cases.daycolumn": "counted from the cases",
    "cases.markedday": "counted from the cases",
    "cases.tallykey": "counted from the cases",
    "insights.changedday": "counted from the contacts",
    "insights.dayvolume": "counted from the contacts",
    "insights.themeday": "counted from the contacts",
    "insights.themecheck": "counted from the contacts",
    "insights.theme": "counted from the contacts",
    "channel_chat.visitorsession": "lets a browser into a talk until it ends",
    "channel_chat.attendance": "says who has the desk open this minute",
}
"""Tables that are not taken along, and why."""

LEFT_OUT_COLUMNS = {
    "events.event": {"id", "xid"},
    "people.account": {"password", "last_login"},
    "interactions.channelaccount": {"secrets"},
    "consent.iysaccount": {"secret"},
}
"""Numbers that belong to the installation, and secrets."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the rows of a brand are those where `condition` holds, with `%(brand)s` for its id."""

    label: str
    name: str
    columns: tuple[str, ...]
    order: str
    condition: str


@cache
def tables() -> tuple[Table, ...]:
    """The tables of a brand, those that others refer to first."""
    found = {
        model._meta.label_lower: model
        for model in apps.get_models()
        if model.__module__.startswith("memnun.")
    }
    kept = {label: model for label, model in found.items() if label not in LEFT_OUT and not model._meta.proxy}
    return tuple(_table(model) for model in _sorted(kept))


def _table(model: type[models.Model]) -> Table:
    meta = model._meta
    left_out = set(LEFT_OUT_COLUMNS.get(meta.label_lower, ()))
    if isinstance(meta.pk, models.AutoField | models.BigAutoField):
        left_out.add(str(meta.pk.column))
    columns = tuple(str(field.column) for field in meta.concrete_fields if field.column not in left_out)
    return Table(meta.label_lower, meta.db_table, columns, str(meta.pk.column), _condition(model))


def _condition(model: type[models.Model]) -> str:
    meta = model._meta
    if meta.label_lower == "people.brand":
        return "id = %(brand)s"
    if meta.label_lower == "people.account":
        return "id IN (SELECT account_id FROM people_person WHERE brand_id = %(brand)s)"
    if any(field.column == "brand_id" for field in meta.concrete_fields):
        return "brand_id = %(brand)s"
    for field in meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and not field.null:
            owner = field.related_model
            if owner is not model and any(
                other.column == "brand_id" for other in owner._meta.concrete_fields
            ):
                return f"{field.column} IN (SELECT {owner._meta.pk.column} FROM {owner._meta.db_table} WHERE brand_id = %(brand)s)"
    raise LookupError(f"{meta.label} has no way to its brand: give it one, or leave it out with a reason.")


def _sorted(kept: dict[str, type[models.Model]]) -> list[type[models.Model]]:
    done: dict[str, type[models.Model]] = {}

    def visit(model: type[models.Model]) -> None:
        label = model._meta.label_lower
        if label in done or label not in kept:
            return
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is not model:
                visit(field.related_model)
        done[label] = model

    for label in sorted(kept):
        visit(kept[label])
    return list(done.values())
