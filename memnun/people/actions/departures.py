"""Ending somebody's work for a brand, handing over what they were doing, and undoing both."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from memnun.events.actions import record
from memnun.foundation import clock
from memnun.people import events as acts
from memnun.people.actions.staff import check_rank, keep_an_owner
from memnun.people.models import Departure, Person, Role

ASSIGNEE = "assignee"
"""A foreign key to Person with this name is work; its rows' `work_of(person)` gives what is unfinished."""


@transaction.atomic
def end_work(person: Person, *, by: Person, successor: Person | None) -> Departure:
    """End the work of a person and give what is unfinished to the successor, or back to everybody.

    Raises ValidationError for oneself, for the last owner, for an owner when `by` is none, and for
    a successor who does not work for the brand.
    """
    _check_departure(person, by, successor)
    departure = Departure.objects.create(
        brand_id=person.brand_id,
        person=person,
        successor=successor,
        by=by,
        handed_over={model._meta.label_lower: _give(model, person, successor) for model in kinds_of_work()},
    )
    person.active = False
    person.save(update_fields=["active"])
    record(
        acts.PERSON_LEFT,
        brand_id=person.brand_id,
        by=by,
        subject_id=person.id,
        name=person.name,
        successor=successor.name if successor else "",
        count=departure.count,
    )
    return departure


@transaction.atomic
def take_back_departure(departure: Departure, *, by: Person) -> None:
    """Bring the person back with the work that nobody has taken on since; undoing twice is one undoing."""
    undone = Departure.objects.filter(pk=departure.pk, undone_at=None)
    if not undone.update(undone_at=clock.now(), undone_by=by):
        return
    person = departure.person
    check_rank(by, Role(person.role))
    person.active = True
    person.save(update_fields=["active"])
    for label, ids in departure.handed_over.items():
        rows = apps.get_model(label)._default_manager.filter(pk__in=ids)
        rows.filter(**{ASSIGNEE: departure.successor_id}).update(**{ASSIGNEE: person})
    record(acts.PERSON_RETURNED, brand_id=person.brand_id, by=by, subject_id=person.id, name=person.name)


def kinds_of_work() -> list[type[models.Model]]:
    """The models whose rows can be assigned to a person."""
    return [
        relation.related_model for relation in Person._meta.related_objects if relation.field.name == ASSIGNEE
    ]


def _check_departure(person: Person, by: Person, successor: Person | None) -> None:
    if person.pk == by.pk:
        raise ValidationError(_("You cannot end your own work. Ask another owner or manager."))
    if not person.active:
        raise ValidationError(_("%(name)s no longer works here.") % {"name": person.name})
    check_rank(by, Role(person.role))
    keep_an_owner(person)
    if successor and (
        successor.brand_id != person.brand_id or not successor.active or successor.pk == person.pk
    ):
        raise ValidationError(_("Choose somebody who works for this brand."))


def _give(model: Any, person: Person, successor: Person | None) -> list[str]:
    """Hand the unfinished rows over; returns their ids."""
    ids = list(model.objects.work_of(person).values_list("pk", flat=True))
    model.objects.filter(pk__in=ids).update(**{ASSIGNEE: successor})
    return [str(pk) for pk in ids]
