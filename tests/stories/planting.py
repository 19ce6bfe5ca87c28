"""Plants one row of every model for a brand, with a word of its own in every text, to see where it comes up.

It knows the models by looking at them: a new model is planted without a line here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.fields.related import ForeignKey

from memnun.foundation import clock
from memnun.people.models import Account, Brand, Person, Role, Team

MARK = re.compile(r"gizlisöz(\d{4})")
SHORTEST = len("gizlisöz0000")
MADE_BY_HAND = {"people.account", "people.brand", "people.person"}


@dataclass
class Planted:
    """What stands in one brand: the rows by model label, and which field each mark stands in."""

    brand: Brand
    owner: Person
    rows: dict[str, models.Model] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    private: set[str] = field(default_factory=set)

    def found_in(self, body: str) -> list[str]:
        """The fields whose marks stand in the text."""
        return sorted({self.marks[number] for number in MARK.findall(body) if number in self.marks})

    def private_in(self, body: str) -> list[str]:
        """The same, of rows that only members of the private team may see."""
        return [place for place in self.found_in(body) if place.rpartition(".")[0] in self.private]

    def row(self, name: str) -> models.Model | None:
        """The row whose model has this name, written with or without underscores."""
        wanted = name.replace("_", "")
        return next((row for label, row in self.rows.items() if label.rpartition(".")[2] == wanted), None)


def brand_models() -> list[type[models.Model]]:
    """Every model of ours that is stored."""
    ours = [config for config in apps.get_app_configs() if config.name.startswith("memnun.")]
    return [model for config in ours for model in config.get_models() if model._meta.managed]


def plant(brand: Brand, first_mark: int) -> Planted:
    """Plant one row of every model; conversations and what hangs on them belong to a private team."""
    account = Account.objects.create_user(f"sahip@{brand.slug}.example", name="Sahip")
    owner = Person.objects.create(brand=brand, account=account, name=f"Sahip {brand.slug}", role=Role.OWNER)
    planted = Planted(brand, owner)
    planted.rows |= {"people.account": account, "people.brand": brand, "people.person": owner}
    numbers = (f"{number:04d}" for number in range(first_mark, 10_000))
    _mark_person(planted, numbers)
    for model in _foundations_first([model for model in brand_models() if _is_of_a_brand(model)]):
        if model._meta.label_lower not in MADE_BY_HAND:
            _plant_row(planted, model, numbers)
    _plant_sign_in(planted)
    return planted


def _mark_person(planted: Planted, numbers: Iterator[str]) -> None:
    for row, name in ((planted.owner, "name"), (planted.brand, "name"), (planted.owner.account, "name")):
        setattr(row, name, _mark(planted, row._meta.label_lower, name, numbers))
        row.save()


def _plant_row(planted: Planted, model: type[models.Model], numbers: Iterator[str]) -> None:
    label = model._meta.label_lower
    values = {
        each.name: _value(planted, label, each, numbers)
        for each in model._meta.concrete_fields
        if _is_filled(each)
    }
    row = model(**values)
    row.save(force_insert=True)
    planted.rows[label] = row
    if isinstance(row, Team):
        Team.objects.filter(pk=row.pk).update(private=True)
    if label == "interactions.conversation" or _hangs_on_private(planted, model):
        planted.private.add(label)


def _hangs_on_private(planted: Planted, model: type[models.Model]) -> bool:
    return any(
        isinstance(each, ForeignKey) and each.related_model._meta.label_lower in planted.private
        for each in model._meta.concrete_fields
    )


def _is_filled(each: models.Field[Any, Any]) -> bool:
    if each.primary_key and not each.remote_field:
        return each.get_internal_type() == "CharField"
    return each.name not in STATES_THAT_HIDE


STATES_THAT_HIDE = {
    "xid",
    "merged_into",
    "undone_at",
    "undone_by",
    "revoked_at",
    "accepted_at",
    "withdrawn_at",
    "seen_at",
    "given_up_at",
}
"""Left empty, so that a row stands in the lists of what is present; `xid` is the database's own."""


def _value(planted: Planted, label: str, each: models.Field[Any, Any], numbers: Iterator[str]) -> Any:
    if each.remote_field:
        return planted.rows.get(each.related_model._meta.label_lower)
    if each.get_internal_type() == "UUIDField" and (named := planted.row(each.name.removesuffix("_id"))):
        return named.pk
    if isinstance(each, ArrayField):
        if isinstance(each.base_field, models.IntegerField):
            return [1]
        return (
            [each.base_field.choices[0][0]]
            if each.base_field.choices
            else [f"tag:{_text(planted, label, each, numbers)}"]
        )
    if each.choices:
        return each.choices[0][0]
    return _plain_value(planted, label, each, numbers)


def _plain_value(planted: Planted, label: str, each: models.Field[Any, Any], numbers: Iterator[str]) -> Any:
    match each.get_internal_type():
        case "CharField" | "TextField" | "EmailField" | "SearchVectorField":
            return _text(planted, label, each, numbers)
        case "JSONField":
            return [] if each.get_default() == [] else {"gizli": _mark(planted, label, each.name, numbers)}
        case "BinaryField":
            return _mark(planted, label, each.name, numbers).encode()
        case "DateTimeField":
            return clock.now()
        case "DateField":
            return clock.today()
        case "UUIDField":
            return uuid4()
        case "BooleanField":
            return each.get_default()
        case "FloatField":
            return 1.0
        case _:
            return each.get_default() or 1


def _text(planted: Planted, label: str, each: models.Field[Any, Any], numbers: Iterator[str]) -> str:
    if each.name in ("digest", "sha256", "header"):
        return uuid4().hex
    if (each.max_length or SHORTEST) < SHORTEST:
        return str(each.get_default() or "")[: each.max_length]
    mark = _mark(planted, label, each.name, numbers)
    return f"{mark}@{planted.brand.slug}.example" if each.get_internal_type() == "EmailField" else mark


def _mark(planted: Planted, label: str, name: str, numbers: Iterator[str]) -> str:
    number = next(numbers)
    planted.marks[number] = f"{label}.{name}"
    return f"gizlisöz{number}"


def _foundations_first(wanted: list[type[models.Model]]) -> list[type[models.Model]]:
    """Models in an order in which what a row needs stands before it."""
    ordered: list[type[models.Model]] = []
    waiting = list(wanted)
    while waiting:
        ready = [model for model in waiting if not (_needs(model) & set(waiting) - {model})]
        assert ready, f"These models need each other in a circle: {waiting}"
        ordered += ready
        waiting = [model for model in waiting if model not in ready]
    return ordered


def _is_of_a_brand(model: type[models.Model]) -> bool:
    """Whether rows name their brand, or a row that does; accounts and counters belong to the installation."""
    if has_brand(model):
        return True
    others = [each.related_model for each in model._meta.concrete_fields if isinstance(each, ForeignKey)]
    return any(other is not model and _is_of_a_brand(other) for other in others)


def has_brand(model: type[models.Model]) -> bool:
    """Whether a row names its brand."""
    return any(each.name in ("brand", "brand_id") for each in model._meta.fields)


def _needs(model: type[models.Model]) -> set[Any]:
    """What a row refers to, by foreign key or by a plain id called MODEL_id."""
    plain = {
        each.name.removesuffix("_id") for each in model._meta.concrete_fields if each.name.endswith("_id")
    }
    named = {other for other in brand_models() if other._meta.model_name in plain}
    return named | {
        each.related_model for each in model._meta.concrete_fields if isinstance(each, ForeignKey)
    }


def _plant_sign_in(planted: Planted) -> None:
    """What addresses of sign-in name by number: a session and a second factor of the owner."""
    account = planted.owner.account
    planted.rows["usersessions.usersession"] = UserSession.objects.create(
        user=account, ip="192.0.2.7", session_key=uuid4().hex, user_agent="gizlisöz"
    )
    planted.rows["mfa.authenticator"] = Authenticator.objects.create(
        user=account, type=Authenticator.Type.WEBAUTHN, data={"name": "gizlisöz", "credential": {}}
    )


def fingerprint(planted: Planted) -> dict[str, list[str]]:
    """All that stands in the brand, row by row, to see that nobody changed it."""
    return {
        model._meta.label: sorted(map(str, model._default_manager.filter(brand_id=planted.brand.pk).values()))
        for model in brand_models()
        if has_brand(model)
    }
