"""Writing rows of which some may be known already or unfit: slower than COPY, and each row for itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import psycopg
from psycopg.errors import DataError, DeadlockDetected, IntegrityError, SerializationFailure

from memnun.events.actions import Act
from memnun.events.statements import insertion_of
from memnun.interactions.api.rows import COLUMNS, TABLE, Bytes, Row
from memnun.interactions.contact import FORM, decode
from memnun.interactions.events import RECEIVED
from memnun.interactions.models.raw import RawState

ATTEMPTS = 4

_INSERT = f"""
INSERT INTO {TABLE} ({COLUMNS})
SELECT id, brand_id, account_id, key_id, %(kind)s, %(form)s, %(state)s, 0, '', external_id, body, %(at)s
FROM unnest(%(ids)s::uuid[], %(brands)s::uuid[], %(accounts)s::uuid[], %(keys)s::uuid[],
            %(externals)s::text[], %(bodies)s::bytea[])
     AS come (id, brand_id, account_id, key_id, external_id, body)
ON CONFLICT (channel_account_id, external_id) DO NOTHING
RETURNING id
"""
_FIND = f"""
SELECT raw.channel_account_id, raw.external_id, raw.id, raw.body
FROM unnest(%(accounts)s::uuid[], %(externals)s::text[]) AS come (account_id, external_id)
JOIN {TABLE} AS raw ON raw.channel_account_id = come.account_id AND raw.external_id = come.external_id
"""


class Vanished(Exception):
    """A row that was known a moment ago is gone, erased by somebody; to be sent again."""


async def write_carefully(
    connection: psycopg.AsyncConnection[Any], rows: Sequence[Row], at: datetime
) -> None:
    """Write the rows that are new, find the ids of those that are known, mark those that cannot be written.

    Raises psycopg.Error when the database itself fails.
    """
    ordered = sorted(rows, key=lambda row: (row.stamp.account_id, row.external_id))
    await _write(connection, ordered, at)


async def _write(connection: psycopg.AsyncConnection[Any], rows: Sequence[Row], at: datetime) -> None:
    for attempt in range(ATTEMPTS):
        try:
            await _insert(connection, rows, at)
        except (DeadlockDetected, SerializationFailure):
            if attempt == ATTEMPTS - 1:
                raise
        except (DataError, IntegrityError, UnicodeEncodeError) as problem:
            await _write_halves(connection, rows, at, problem)
            return
        else:
            return


async def _write_halves(
    connection: psycopg.AsyncConnection[Any], rows: Sequence[Row], at: datetime, problem: Exception
) -> None:
    """Come closer to the row that fails the others."""
    if len(rows) == 1:
        rows[0].failure = problem
        return
    middle = len(rows) // 2
    await _write(connection, rows[:middle], at)
    await _write(connection, rows[middle:], at)


async def _insert(connection: psycopg.AsyncConnection[Any], rows: Sequence[Row], at: datetime) -> None:
    async with connection.transaction():
        cursor = await connection.execute(_INSERT, _parameters(rows, at))
        added = {id_ for (id_,) in await cursor.fetchall()}
        known = [row for row in rows if row.id not in added]
        if known:
            await _find(connection, known)
        if added:
            await connection.execute(insertion_of(acts_of([row for row in rows if row.id in added])))


async def _find(connection: psycopg.AsyncConnection[Any], rows: Sequence[Row]) -> None:
    cursor = await connection.execute(
        _FIND,
        {"accounts": [row.stamp.account_id for row in rows], "externals": [row.external_id for row in rows]},
    )
    first = {(account, external): (id_, body) for account, external, id_, body in await cursor.fetchall()}
    for row in rows:
        found = first.get((row.stamp.account_id, row.external_id))
        if found is None:
            row.failure = Vanished()
            continue
        row.id, body = found
        row.known = True
        row.differs = content_differs(row.body, body)


def content_differs(one: Bytes, other: Bytes) -> bool:
    """Whether two records say different things; spaces and the order of fields say nothing."""
    one, other = bytes(one), bytes(other)
    if one == other:
        return False
    try:
        return decode(one) != decode(other)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return True


def acts_of(rows: Sequence[Row]) -> list[Act]:
    """What the log is told of written rows: one act a key, with how many and the first and last id."""
    acts: dict[UUID, Act] = {}
    for row in rows:
        key = row.stamp.key
        act = acts.get(key.id)
        if act is None:
            acts[key.id] = Act(
                RECEIVED, key.brand_id, key,
                details={"count": 1, "first": row.id, "last": row.id},
            )  # fmt: skip
        else:
            act.details["count"] += 1
            act.details["last"] = row.id
    return list(acts.values())


def _parameters(rows: Sequence[Row], at: datetime) -> dict[str, Any]:
    return {
        "ids": [row.id for row in rows],
        "brands": [row.stamp.key.brand_id for row in rows],
        "accounts": [row.stamp.account_id for row in rows],
        "keys": [row.stamp.key.id for row in rows],
        "externals": [row.external_id for row in rows],
        "bodies": [bytes(row.body) for row in rows],
        "at": at,
        "kind": "api_key",
        "form": FORM,
        "state": RawState.WAITING.value,
    }
