"""Asking the second reader about contacts the first was in doubt about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from memnun.foundation import clock
from memnun.interactions import events as acts
from memnun.interactions.actions.rereading import write_anew
from memnun.interactions.actions.telling import tell
from memnun.interactions.models import Conversation, Reading
from memnun.interactions.placing.brand_reader import read_for
from memnun.interactions.placing.writing import lock_rows
from memnun.understanding.second.hearing import ASKED_BELOW
from memnun.understanding.second.reader import second_reader

TOLD = ("sentiment", "mixed", "group", "kinds", "unsure")
"""What the log tells of, before and after."""

NEXT = """
SELECT i.id, i.brand_id, COALESCE(NULLIF(i.text, ''), i.subject), i.conversation_id, i.customer_id, i.occurred_at,
    r.read_at
FROM interactions_reading r JOIN interactions_interaction i ON i.id = r.interaction_id
WHERE r.second = 'due' AND NOT r.interaction_id = ANY(%s) ORDER BY r.read_at DESC, r.interaction_id LIMIT 1
"""
ALL_DOUBTFUL = """
UPDATE interactions_reading SET second = 'due' WHERE second = '' AND interaction_id = ANY(
    SELECT interaction_id FROM interactions_reading WHERE second = '' AND interaction_id > %s
        AND GREATEST((details #>> '{probabilities,negative}')::float, (details #>> '{probabilities,neutral}')::float,
            (details #>> '{probabilities,positive}')::float) < %s
    ORDER BY interaction_id LIMIT %s)
RETURNING interaction_id
"""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A contact that waits for the second reader, as it was read at `read_at`."""

    interaction_id: UUID
    brand_id: UUID
    text: str
    conversation_id: UUID
    customer_id: UUID
    occurred_at: datetime
    read_at: datetime


def next_doubtful(set_aside: Collection[UUID] = ()) -> Doubtful | None:
    """The contact read last of those that wait, without some."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [list(set_aside)])
        found = cursor.fetchone()
    return Doubtful(*found) if found else None


def look_again(doubtful: Doubtful) -> bool:
    """Ask the second reader and keep what both say; returns whether anything changed that people see.

    Nothing is written when somebody else read the contact meanwhile. What people corrected stays as they said. The
    customer is held before the conversation, as by whoever places contacts: neither waits for the other for ever.
    """
    [reading] = read_for(doubtful.brand_id, [doubtful.text], second=second_reader())
    with transaction.atomic():
        lock_rows("customers_customer", [doubtful.customer_id])
        conversation = Conversation.objects.select_for_update(no_key=True).get(id=doubtful.conversation_id)
        waiting = Reading.objects.select_for_update(no_key=True).filter(
            interaction=doubtful.interaction_id, second=Reading.DUE, read_at=doubtful.read_at
        )
        before = waiting.values(*TOLD).first()
        if before is None:
            return False
        row = (
            doubtful.interaction_id, doubtful.brand_id, doubtful.text, conversation.id, doubtful.customer_id,
            doubtful.occurred_at,
        )  # fmt: skip
        write_anew([row], [reading], clock.now())
        after = Reading.objects.filter(interaction=doubtful.interaction_id).values(*TOLD).get()
        changed: dict[str, list[Any]] = {
            name: [before[name], after[name]] for name in TOLD if before[name] != after[name]
        }
        if changed:
            tell(acts.READ_AGAIN, conversation, None, subject_id=doubtful.interaction_id, **changed)
    return bool(changed)


@transaction.atomic
def ask_about_all(after: UUID, limit: int) -> tuple[UUID, int]:
    """Have the second reader asked about a batch of doubtful contacts of any age, in the order of their ids; returns
    the last one and how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(ALL_DOUBTFUL, [after, ASKED_BELOW, limit])
        ids = [row[0] for row in cursor.fetchall()]
    return max(ids, default=after), len(ids)
