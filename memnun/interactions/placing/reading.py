"""Reading what customers wrote, and keeping the readings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection
from psycopg.types.json import Jsonb

from memnun.foundation.copying import copy_rows
from memnun.interactions.models import Reading as Row
from memnun.interactions.placing.brand_reader import read_for
from memnun.interactions.placing.threading import Placed
from memnun.understanding import Reading
from memnun.understanding.second.hearing import is_doubtful

ASKED_FOR = timedelta(days=30)
"""The second reader is asked by itself about contacts of so long; about older ones when somebody wants it."""

COLUMNS = [
    "interaction_id", "brand_id", "version", "language", "sentiment", "mixed", "kinds", "topics", "threats", "group",
    "urgency", "broken_promise", "abuse", "unsure", "details", "read_at",
    "second",
]  # fmt: skip


def read_contacts(brand_id: UUID, placed: Sequence[Placed]) -> None:
    """Read every contact in which a customer speaks; what staff or machines wrote is not read."""
    spoken = [
        one
        for one in placed
        if one.contact.direction == "in"
        and not one.is_automatic
        and not one.is_wordless
        and (one.contact.text or one.contact.subject)
    ]
    for one, reading in zip(spoken, read_for(brand_id, [_words(one) for one in spoken]), strict=True):
        one.reading = reading


def _words(one: Placed) -> str:
    """The text as the reading's offsets count it; a contact without text is read by its subject."""
    return one.contact.text or one.contact.subject


def write_readings(brand_id: UUID, placed: Iterable[Placed], now: datetime) -> None:
    """Keep the readings of a batch."""
    rows = (
        reading_row(one.raw_id, brand_id, one.reading, now, one.occurred_at)
        for one in placed
        if one.reading is not None
    )
    with connection.cursor() as cursor:
        copy_rows(cursor.cursor, "interactions_reading", COLUMNS, rows)


def reading_row(
    interaction_id: UUID, brand_id: UUID, reading: Reading, now: datetime, occurred_at: datetime
) -> tuple[Any, ...]:
    """One reading as a row in the order of COLUMNS."""
    return (
        interaction_id, brand_id, reading.version, reading.language, reading.sentiment, reading.mixed,
        list(reading.kinds), list(reading.topics), list(reading.threats), reading.group, reading.urgency,
        reading.broken_promise, reading.abuse, reading.unsure, Jsonb(_details(reading), dumps=_json), now,
        reading.second or _due(reading, now - occurred_at),
    )  # fmt: skip


def _due(reading: Reading, age: timedelta) -> str:
    """Whether the second reader is to be asked: about what is in doubt and not long ago."""
    return Row.DUE if age < ASKED_FOR and is_doubtful(reading.probabilities) else ""


def _details(reading: Reading) -> dict[str, Any]:
    told = reading.as_dict()
    return {
        name: told[name]
        for name in ("probabilities", "confidence", "clauses", "personal_data", "evidence")
        if told.get(name)
    }


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode().replace("\\u0000", "")
