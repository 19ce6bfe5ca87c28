"""How channels hand over what came in: the bytes as they are, once, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from memnun.foundation import clock
from memnun.foundation.ids import uuid7s
from memnun.interactions.models import ChannelAccount

CHANNEL = "channel"
"""The `source_kind` of what a channel received."""


@dataclass(frozen=True, slots=True)
class Inbound:
    """One record as the other side sent it; `external_id` is its own name there, up to 255 characters."""

    external_id: str
    body: bytes
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """The id of a record, which its interaction will have; `new` is False when it had come before."""

    external_id: str
    id: UUID
    new: bool


STORE = """
WITH come AS (
    SELECT * FROM unnest(%(ids)s::uuid[], %(names)s::text[], %(bodies)s::bytea[], %(times)s::timestamptz[])
        AS come (id, external_id, body, received_at)),
stored AS (
    INSERT INTO interactions_rawinbound
        (id, brand_id, channel_account_id, external_id, form, body, received_at, source_kind, source_id, state,
         attempts, problem)
    SELECT id, %(brand)s, %(account)s, external_id, %(form)s, body, received_at, %(source)s, %(account)s,
        'waiting', 0, ''
    FROM come ON CONFLICT (channel_account_id, external_id) DO NOTHING RETURNING id, external_id)
SELECT external_id, id, true FROM stored
UNION ALL
SELECT raw.external_id, raw.id, false FROM interactions_rawinbound raw
WHERE raw.channel_account_id = %(account)s AND raw.external_id = ANY(%(names)s)
    AND NOT EXISTS (SELECT FROM stored WHERE stored.id = raw.id)
"""


def receive(
    account: ChannelAccount, records: Sequence[Inbound], form: str, source_kind: str = CHANNEL
) -> list[Received]:
    """Store records in the running transaction; placing them into the ledger happens by itself.

    A record whose external id is known on the account adds nothing and answers with the id it has.
    Returns one entry for each record, in the order given.
    """
    if not records:
        return []
    now = clock.now()
    unique = {record.external_id: record for record in reversed(records)}
    values: dict[str, Any] = {
        "ids": uuid7s(len(unique)),
        "names": list(unique),
        "bodies": [record.body for record in unique.values()],
        "times": [record.received_at or now for record in unique.values()],
        "brand": account.brand_id,
        "account": account.id,
        "form": form,
        "source": source_kind,
    }
    with connection.cursor() as cursor:
        cursor.execute(STORE, values)
        found = {name: Received(name, id, new) for name, id, new in cursor.fetchall()}
        # a rival that stored the same id a moment ago is not in this statement's snapshot
        if missing := [name for name in unique if name not in found]:
            cursor.execute(
                "SELECT external_id, id FROM interactions_rawinbound "
                "WHERE channel_account_id = %s AND external_id = ANY(%s)",
                [account.id, missing],
            )
            found.update({name: Received(name, id, new=False) for name, id in cursor.fetchall()})
    return [found[record.external_id] for record in records]
