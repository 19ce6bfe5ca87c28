"""Which mailbox, line, page or form a contact came to: found, or opened on its first contact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import psycopg

from memnun.events.actions import Act
from memnun.events.statements import insertion_of
from memnun.foundation import clock
from memnun.foundation.ids import uuid7s
from memnun.interactions.api.connections import Lookups
from memnun.interactions.api.keys import Key
from memnun.interactions.api.rows import Stamp
from memnun.interactions.events import ACCOUNT_OPENED

MOST_ACCOUNTS = 1_000
"""How many accounts a brand may have: a sender that puts something else into the field is stopped here."""

Account = tuple[str, str]
"""Channel and slug."""

_FIND = """
SELECT account.channel, account.slug, account.id
FROM unnest(%(channels)s::text[], %(slugs)s::text[]) AS come (channel, slug)
JOIN interactions_channelaccount AS account
  ON account.brand_id = %(brand)s AND account.channel = come.channel AND account.slug = come.slug
"""
_OPEN = """
INSERT INTO interactions_channelaccount (id, brand_id, channel, slug, name, active, created_at)
SELECT come.id, %(brand)s, come.channel, come.slug, '', true, %(at)s
FROM unnest(%(ids)s::uuid[], %(channels)s::text[], %(slugs)s::text[]) AS come (id, channel, slug)
LIMIT greatest(0, %(most)s - (SELECT count(*) FROM interactions_channelaccount WHERE brand_id = %(brand)s))
ON CONFLICT DO NOTHING
RETURNING id, channel, slug
"""


async def learn_accounts(lookups: Lookups, key: Key, wanted: Iterable[Account]) -> None:
    """Put the stamps of these accounts into `key.stamps`; opens accounts that are new.

    An account beyond the limit of a brand stays out. Raises psycopg.Error.
    """
    async with lookups.connection() as connection:
        missing = sorted({account for account in wanted if account not in key.stamps})
        if missing:
            await _find(connection, key, missing)
            missing = [account for account in missing if account not in key.stamps]
        if missing:
            await _open(connection, key, missing)
            await _find(connection, key, missing)


async def _find(connection: psycopg.AsyncConnection[Any], key: Key, accounts: list[Account]) -> None:
    cursor = await connection.execute(_FIND, {"brand": key.brand_id, **_columns(accounts)})
    for channel, slug, id_ in await cursor.fetchall():
        key.stamps[channel, slug] = Stamp(key, id_)


async def _open(connection: psycopg.AsyncConnection[Any], key: Key, accounts: list[Account]) -> None:
    values = {
        "brand": key.brand_id,
        "ids": uuid7s(len(accounts)),
        "at": clock.now(),
        "most": MOST_ACCOUNTS,
        **_columns(accounts),
    }
    async with connection.transaction():
        cursor = await connection.execute(_OPEN, values)
        acts = [
            Act(
                ACCOUNT_OPENED, key.brand_id, key, subject_id=id_,
                details={"channel": channel, "account": slug},
            )
            for id_, channel, slug in await cursor.fetchall()
        ]  # fmt: skip
        if acts:
            await connection.execute(insertion_of(acts))


def _columns(accounts: list[Account]) -> dict[str, list[str]]:
    return {"channels": [channel for channel, _ in accounts], "slugs": [slug for _, slug in accounts]}
