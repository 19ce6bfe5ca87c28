"""What a person says a contact's reading should have been.

The reading shows the corrected value from then on, the correction is kept beside it, and everything
that follows from readings follows: the conversation's row, and the customer's group by evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.interactions import events as acts
from memnun.interactions.actions.summarising import resummarise
from memnun.interactions.actions.telling import locked, tell
from memnun.interactions.actions.topics import known_topics
from memnun.interactions.models import Correction, Interaction, Reading
from memnun.interactions.models.reading import Kind, Sentiment
from memnun.interactions.placing.writing import lock_rows
from memnun.people.models import Person
from memnun.understanding.groups import group_as_corrected
from memnun.understanding.topics import OWN, SLUGS

MOST_URGENT = 3
THREATS = ("leave", "authority", "legal", "press")
SPEAK_FOR_A_GROUP = ("sentiment", "kinds", "threats")


class InvalidCorrection(ValueError):
    """The value is none that the field can have; the text says so."""


def _one_of(choices: tuple[str, ...]) -> Callable[[Any], bool]:
    return lambda value: value in choices


def _some_of(choices: tuple[str, ...], *, own: str | None = None) -> Callable[[Any], bool]:
    """Lists of known words; with `own` also those that begin with it."""
    return lambda value: (
        isinstance(value, list)
        and all(
            word in choices or bool(own and isinstance(word, str) and word.startswith(own)) for word in value
        )
    )


FIELDS: dict[str, Callable[[Any], bool]] = {
    "sentiment": _one_of(tuple(Sentiment.values)),
    "kinds": _some_of(tuple(Kind.values)),
    "topics": _some_of(SLUGS, own=OWN),
    "threats": _some_of(THREATS),
    "urgency": lambda value: isinstance(value, int) and 0 <= value <= MOST_URGENT,
    "unsure": lambda value: isinstance(value, bool),
}


@transaction.atomic
def correct(interaction: Interaction, *, field: str, after: Any, by: Person) -> Reading:
    """Set one field of the reading; nothing happens when it already says so.

    Fields and their values: `sentiment` a word, `kinds`, `topics` and `threats` lists of words,
    `urgency` 0 to 3, `unsure` a truth value. Raises InvalidCorrection, and Reading.DoesNotExist for a
    contact that was never read.
    """
    if field not in FIELDS or not FIELDS[field](after):
        raise InvalidCorrection(_("This value is not known; nothing was changed."))
    lock_rows("customers_customer", [interaction.customer_id])
    conversation = locked(interaction.conversation)
    reading = Reading.objects.select_for_update(no_key=True).get(interaction=interaction)
    before = getattr(reading, field)
    if before == after:
        return reading
    if field == "topics" and not known_topics(reading.brand_id, set(after) - set(before)):
        raise InvalidCorrection(_("This value is not known; nothing was changed."))
    Correction.objects.create(
        brand_id=reading.brand_id, interaction=interaction, field=field, before=before, after=after,
        version=reading.version, by=by,
    )  # fmt: skip
    _apply(reading, field, after)
    reading.save(update_fields=[field, "unsure", "group", "details"])
    resummarise(conversation)
    Customer.objects.filter(id=interaction.customer_id).update(regroup_at=clock.now())
    tell(acts.CORRECTED, conversation, by, subject_id=interaction.id, field=field, before=before, after=after)
    return reading


def _apply(reading: Reading, field: str, after: Any) -> None:
    setattr(reading, field, after)
    reading.unsure = after if field == "unsure" else False
    if field in SPEAK_FOR_A_GROUP:
        reading.group = group_as_corrected(
            reading.sentiment,
            reading.kinds,
            mixed=reading.mixed,
            at_stake=bool(reading.threats) or reading.broken_promise,
        )
        reading.details = {**reading.details, "confidence": 1.0}


def apply_corrections(interaction_ids: Collection[UUID]) -> int:
    """Put people's corrections onto readings that were made anew; returns how many readings had any."""
    corrections = Correction.objects.filter(interaction__in=interaction_ids).order_by("at", "id")
    said: dict[UUID, list[Correction]] = {}
    for correction in corrections:
        said.setdefault(correction.interaction_id, []).append(correction)
    readings = list(Reading.objects.filter(interaction__in=said))
    for reading in readings:
        for correction in said[reading.interaction_id]:
            _apply(reading, correction.field, correction.after)
    Reading.objects.bulk_update(readings, [*FIELDS, "group", "details"])
    return len(readings)
