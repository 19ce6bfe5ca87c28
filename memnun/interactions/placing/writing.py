"""The rows of a placed batch, written with COPY and one UPDATE a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection
from psycopg.types.json import Jsonb

from memnun.customers.models import Group
from memnun.foundation.copying import copy_rows
from memnun.interactions.models import Conversation
from memnun.interactions.models.channel import FUNCTION_OF, ContactType
from memnun.interactions.placing.summaries import Summary
from memnun.interactions.placing.threading import Placed
from memnun.interactions.waiting import FRESH

REST_OF_HISTORY = timedelta(seconds=60)
CONVERSATION_COLUMNS = [str(field.column) for field in Conversation._meta.concrete_fields]
INTERACTION_COLUMNS = [
    "id", "brand_id", "conversation_id", "customer_id", "channel_account_id", "channel", "direction", "function",
    "contact_type", "occurred_at", "recorded_at", "staff_id", "branch_id", "subject", "text", "match_rule",
    "thread_rule", "meta",
]  # fmt: skip


def take_numbers(brand_id: UUID, count: int) -> int:
    """Reserve `count` conversation numbers of a brand; returns the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO interactions_conversationcounter (brand_id, last) VALUES (%s, %s) "
            "ON CONFLICT (brand_id) DO UPDATE SET last = interactions_conversationcounter.last + EXCLUDED.last "
            "RETURNING last",
            [brand_id, count],
        )
        return int(cursor.fetchone()[0]) - count + 1


def write_conversations(
    brand_id: UUID, summaries: Sequence[Summary], groups: dict[UUID, str], now: datetime
) -> None:
    """Make the rows of new conversations, already holding this batch's contacts."""
    if not summaries:
        return
    number = take_numbers(brand_id, len(summaries))
    conversations = (
        _new_conversation(brand_id, summary, number + index, groups, now)
        for index, summary in enumerate(summaries)
    )
    rows = ([row[name] for name in CONVERSATION_COLUMNS] for row in conversations)
    with connection.cursor() as cursor:
        copy_rows(cursor.cursor, Conversation._meta.db_table, CONVERSATION_COLUMNS, rows)


def _new_conversation(
    brand_id: UUID, summary: Summary, number: int, groups: dict[UUID, str], now: datetime
) -> dict[str, Any]:
    row, first = summary.as_row(now), summary.first
    quiet = row["quiet"]
    return {
        "id": summary.conversation_id,
        "brand_id": brand_id,
        "number": number,
        "customer_id": summary.customer_id,
        "channel": first.contact.channel,
        "channel_account_id": first.account_id,
        "function": function_of(first),
        "contact_type": first.contact.contact_type or "",
        "subject": first.contact.subject,
        "status": "resolved"
        if quiet
        else ("waiting" if row["waiting_since"] is None and (row["answered"] or row["ours"]) else "open"),
        "assignee_id": row["staff_id"],
        "team_id": None,
        "branch_id": first.branch_id,
        "started_at": row["started_at"],
        "last_at": row["last_at"],
        "last_direction": row["last_direction"],
        "last_text": row["last_text"],
        "waiting_since": None if quiet else row["waiting_since"],
        "snoozed_until": None,
        "resolved_at": row["last_at"] if quiet else None,
        "interactions_count": row["count"],
        "sentiment": row["sentiment"],
        "urgency": row["urgency"],
        "group": groups.get(summary.customer_id, Group.UNKNOWN.value),
        "labels": row["labels"],
        "merged_into_id": None,
        "created_at": now,
    }


def function_of(one: Placed) -> str:
    """The function told, or the one its kind of contact belongs to, or service."""
    if one.contact.function:
        return one.contact.function
    if one.contact.contact_type:
        return FUNCTION_OF[ContactType(one.contact.contact_type)].value
    return "service"


UPDATE_CONVERSATIONS = """
UPDATE interactions_conversation c SET
    interactions_count = c.interactions_count + x.count,
    started_at = LEAST(c.started_at, x.started_at),
    last_at = GREATEST(c.last_at, x.last_at),
    last_direction = CASE WHEN x.heads AND (x.last_at >= c.last_at OR x.unseen) THEN x.last_direction ELSE c.last_direction END,
    last_text = CASE WHEN x.heads AND (x.last_at >= c.last_at OR x.unseen) THEN x.last_text ELSE c.last_text END,
    waiting_since = CASE
        WHEN x.quiet THEN c.waiting_since
        WHEN x.last_at >= c.last_at AND x.answered THEN x.waiting_since
        WHEN x.last_at >= c.last_at OR x.unseen THEN LEAST(c.waiting_since, x.waiting_since)
        ELSE c.waiting_since END,
    status = CASE
        WHEN x.quiet OR NOT (x.last_at >= c.last_at OR x.unseen) THEN c.status
        WHEN x.waiting_since IS NOT NULL THEN 'open'
        WHEN x.answered AND c.status = 'open' THEN 'waiting'
        ELSE c.status END,
    resolved_at = CASE WHEN x.waiting_since IS NOT NULL AND NOT x.quiet AND (x.last_at >= c.last_at OR x.unseen)
        THEN NULL ELSE c.resolved_at END,
    snoozed_until = CASE WHEN x.waiting_since IS NOT NULL AND NOT x.quiet AND (x.last_at >= c.last_at OR x.unseen)
        THEN NULL ELSE c.snoozed_until END,
    assignee_id = COALESCE(c.assignee_id, x.staff_id),
    sentiment = CASE WHEN x.last_at >= c.last_at AND x.sentiment <> '' THEN x.sentiment ELSE c.sentiment END,
    urgency = CASE WHEN x.last_at >= c.last_at AND x.sentiment <> '' THEN x.urgency ELSE c.urgency END,
    labels = CASE WHEN x.labels <@ c.labels::text[] THEN c.labels
        ELSE (SELECT array_agg(DISTINCT label) FROM unnest(c.labels::text[] || x.labels) AS label) END
FROM jsonb_to_recordset(%s) AS x(
    id uuid, count int, started_at timestamptz, last_at timestamptz, last_direction text, last_text text,
    waiting_since timestamptz, answered bool, spoke bool, quiet bool, unseen bool, heads bool, sentiment text, urgency int,
    labels text[], staff_id uuid)
WHERE c.id = x.id
"""


def lock_rows(table: str, ids: Iterable[UUID]) -> None:
    """Hold rows until the end of the transaction, in the order of their ids, as everybody else does.

    The lock lets others still refer to the rows.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT FROM {table} WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE", [sorted(set(ids))]
        )


def update_conversations(summaries: Iterable[Summary], now: datetime) -> None:
    """Bring known conversations up to date with this batch's contacts."""
    rows = [summary.as_row(now) for summary in summaries]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(UPDATE_CONVERSATIONS, [msgspec.json.encode(rows).decode()])


def write_interactions(brand_id: UUID, placed: Iterable[Placed], now: datetime) -> None:
    """The ledger's own rows; the raw record's id becomes the interaction's."""
    rows = (
        (
            one.raw_id, brand_id, one.conversation_id, one.customer_id, one.account_id, one.contact.channel,
            one.contact.direction, function_of(one), one.contact.contact_type or "", one.occurred_at, now,
            one.staff_id, one.branch_id, one.contact.subject, one.contact.text, one.match_rule, one.thread_rule,
            Jsonb(one.contact.whole_meta(), dumps=_json),
        )
        for one in placed
    )  # fmt: skip
    with connection.cursor() as cursor:
        copy_rows(cursor.cursor, "interactions_interaction", INTERACTION_COLUMNS, rows)


UPDATE_CUSTOMERS = """
UPDATE customers_customer c SET
    interactions_count = c.interactions_count + x.count,
    first_seen_at = LEAST(c.first_seen_at, x.first_at),
    last_seen_at = CASE WHEN c.interactions_count = 0 THEN x.last_at ELSE GREATEST(c.last_seen_at, x.last_at) END,
    regroup_at = COALESCE(x.regroup_at, c.regroup_at)
FROM jsonb_to_recordset(%s) AS x(
    id uuid, count int, first_at timestamptz, last_at timestamptz, regroup_at timestamptz)
WHERE c.id = x.id
"""


def update_customers(placed: Iterable[Placed], now: datetime) -> None:
    """Counts and first and last contact; whoever spoke is looked at again for the three groups.

    Customers whose history is being brought in are looked at once it has come to rest, so that the
    history is replayed in its own order.
    """
    rows: dict[UUID, dict[str, Any]] = {}
    for one in placed:
        row = rows.setdefault(
            one.customer_id,
            {
                "id": one.customer_id,
                "count": 0,
                "first_at": one.occurred_at,
                "last_at": one.occurred_at,
                "regroup_at": None,
            },
        )
        row["count"] += 1
        row["first_at"] = min(row["first_at"], one.occurred_at)
        row["last_at"] = max(row["last_at"], one.occurred_at)
        if one.reading is not None:
            row["regroup_at"] = (
                now if one.occurred_at >= now - FRESH else row["regroup_at"] or now + REST_OF_HISTORY
            )
    with connection.cursor() as cursor:
        cursor.execute(UPDATE_CUSTOMERS, [msgspec.json.encode(list(rows.values())).decode()])


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode().replace("\\u0000", "")
