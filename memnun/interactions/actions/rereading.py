"""Reading history again when the model changed, and what was never read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.interactions.actions.correcting import apply_corrections
from memnun.interactions.models import Reading
from memnun.interactions.placing.brand_reader import adaptation_of, read_for
from memnun.interactions.placing.reading import COLUMNS, reading_row
from memnun.interactions.placing.writing import lock_rows
from memnun.understanding import MODEL_VERSION
from memnun.understanding import Reading as Understood

BATCH = 500
FIRST = UUID(int=0)
Progress = Callable[[int], None]
Place = tuple[datetime, UUID]
"""When a contact was, and which: the newest come first."""
Row = tuple[UUID, UUID, str, UUID, UUID, datetime]
"""Contact, brand, text, conversation, customer, when."""

UNREAD = """
SELECT i.id, i.brand_id, COALESCE(NULLIF(i.text, ''), i.subject), i.conversation_id, i.customer_id, i.occurred_at
FROM interactions_interaction i LEFT JOIN interactions_reading r ON r.interaction_id = i.id
WHERE i.id > %s AND i.direction = 'in' AND (i.text <> '' OR i.subject <> '')
    AND NOT (i.meta @> '{"automatic": true}' OR i.meta @> '{"wordless": true}')
AND (r.version IS NULL OR split_part(r.version, '+', 1) <> %s) ORDER BY i.id LIMIT %s
"""

NEWEST = """
SELECT i.id, i.brand_id, COALESCE(NULLIF(i.text, ''), i.subject), i.conversation_id, i.customer_id, i.occurred_at
FROM interactions_interaction i LEFT JOIN interactions_reading r ON r.interaction_id = i.id
WHERE i.brand_id = %s AND (i.occurred_at, i.id) < (%s, %s) AND i.direction = 'in' AND (i.text <> '' OR i.subject <> '')
    AND NOT (i.meta @> '{"automatic": true}' OR i.meta @> '{"wordless": true}')
AND r.version IS DISTINCT FROM %s ORDER BY i.occurred_at DESC, i.id DESC LIMIT %s
"""

UPSERT = """
INSERT INTO interactions_reading ({columns}) VALUES ({places})
ON CONFLICT (interaction_id) DO UPDATE SET {changes}
"""

SUMMARISE = """
UPDATE interactions_conversation c SET
    sentiment = x.sentiment, urgency = x.urgency,
    labels = ARRAY(SELECT l FROM unnest(c.labels::text[]) AS l WHERE l LIKE 'tag:%%' UNION SELECT unnest(x.labels) ORDER BY 1)
FROM (
    SELECT i.conversation_id,
        (array_agg(r.sentiment ORDER BY i.occurred_at DESC, i.id DESC))[1] AS sentiment,
        (array_agg(r.urgency ORDER BY i.occurred_at DESC, i.id DESC))[1] AS urgency,
        ARRAY(SELECT DISTINCT 'kind:' || kind FROM interactions_reading r2
              JOIN interactions_interaction i2 ON i2.id = r2.interaction_id, unnest(r2.kinds) AS kind
              WHERE i2.conversation_id = i.conversation_id AND kind <> 'other'
              UNION SELECT DISTINCT 'topic:' || topic FROM interactions_reading r3
              JOIN interactions_interaction i3 ON i3.id = r3.interaction_id, unnest(r3.topics) AS topic
              WHERE i3.conversation_id = i.conversation_id) AS labels
    FROM interactions_interaction i JOIN interactions_reading r ON r.interaction_id = i.id
    WHERE i.conversation_id = ANY(%s) GROUP BY i.conversation_id) x
WHERE c.id = x.conversation_id
"""


def reread(progress: Progress | None = None) -> int:
    """Read everything that has no reading of the present model; returns how many contacts were read.

    Goes on where it stood when it is interrupted: what has the present version is passed over.
    What people corrected stays as they said.
    Customers whose contacts were read anew are looked at again for the three groups.
    """
    last, count = FIRST, 0
    while True:
        last, batch = reread_batch(last)
        if not batch:
            return count
        count += batch
        if progress:
            progress(count)


@transaction.atomic
def reread_batch(after: UUID, limit: int = BATCH) -> tuple[UUID, int]:
    """Read one batch of contacts beyond `after`; returns the last id and how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(UNREAD, [after, MODEL_VERSION, limit])
        rows = cursor.fetchall()
    if not rows:
        return after, 0
    _read_anew(rows)
    return rows[-1][0], len(rows)


@transaction.atomic
def reread_newest(brand_id: UUID, before: Place, limit: int = BATCH) -> tuple[Place, int]:
    """Read one batch of a brand's contacts before `before`, newest first, that its present reader did not read.

    Returns the place of the last one and how many there were.
    """
    adaptation = adaptation_of(brand_id)
    version = f"{MODEL_VERSION}{adaptation.version if adaptation else ''}"
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [brand_id, *before, version, limit])
        rows = cursor.fetchall()
    if not rows:
        return before, 0
    _read_anew(rows)
    return (rows[-1][5], rows[-1][0]), len(rows)


def _read_anew(rows: Sequence[Row]) -> None:
    now, readings = clock.now(), _read(rows)
    lock_rows("customers_customer", (row[4] for row in rows))
    write_anew(rows, readings, now)


def write_anew(rows: Sequence[Row], readings: Sequence[Understood], now: datetime) -> None:
    """Put readings in the place of those that stand there, with what people said of them, and let conversations and
    customers follow.

    The caller holds the customers already: whoever places contacts holds them before the conversations.
    """
    written = [
        reading_row(row[0], row[1], reading, now, row[5]) for row, reading in zip(rows, readings, strict=True)
    ]
    listed = ", ".join(f'"{column}"' for column in COLUMNS)
    changes = ", ".join(
        f'"{column}" = EXCLUDED."{column}"' for column in COLUMNS if column != "interaction_id"
    )
    statement = UPSERT.format(columns=listed, places=", ".join(["%s"] * len(COLUMNS)), changes=changes)
    with connection.cursor() as cursor:
        cursor.executemany(statement, written)
        apply_corrections([row[0] for row in rows])
        cursor.execute(SUMMARISE, [list({row[3] for row in rows})])
    Customer.objects.filter(id__in={row[4] for row in rows}).update(regroup_at=now)


def _read(rows: Sequence[Row]) -> list[Understood]:
    """Read each brand's texts as its corrections taught; readings in the order of the rows."""
    read: dict[UUID, Understood] = {}
    for brand_id in dict.fromkeys(brand for _id, brand, *_rest in rows):
        own = [row for row in rows if row[1] == brand_id]
        readings = read_for(brand_id, [text for _id, _brand, text, *_rest in own])
        read |= {row[0]: reading for row, reading in zip(own, readings, strict=True)}
    return [read[row[0]] for row in rows]


def outdated() -> int:
    """How many readings are of another version of the model."""
    return (
        Reading.objects.exclude(version=MODEL_VERSION)
        .exclude(version__startswith=f"{MODEL_VERSION}+")
        .count()
    )
