"""Who asks: API keys, looked up by digest and remembered for at most ten seconds."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID

from psycopg.rows import class_row

from memnun.interactions.api.connections import Lookups
from memnun.interactions.api.limits import Bucket
from memnun.people.models import ApiKey

if TYPE_CHECKING:
    from memnun.interactions.api.rows import Stamp

REMEMBERED_SECONDS = 10.0
MOST_REMEMBERED = 10_000

_FIND = (
    "SELECT id, brand_id, name, scopes, requests_a_minute, "
    "last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS long_unused "
    "FROM people_apikey WHERE digest = %s AND revoked_at IS NULL"
)
_TOUCH = "UPDATE people_apikey SET last_used_at = now() WHERE id = %s"


class Key:
    """An API key at work. It sees its whole brand, so it can stand where a member of staff reads.

    `stamps` holds, by channel and account, what its rows have in common.
    """

    actor_kind = ApiKey.actor_kind
    hidden_team_ids: list[UUID] = []

    def __init__(
        self,
        *,
        id: UUID,
        brand_id: UUID,
        name: str,
        scopes: list[str],
        requests_a_minute: int,
        long_unused: bool,
    ) -> None:
        self.id = id
        self.brand_id = brand_id
        self.name = name
        self.scopes = frozenset(scopes)
        self.requests_a_minute = requests_a_minute
        self.long_unused = long_unused
        self.stamps: dict[tuple[str, str], Stamp] = {}
        self.bucket = Bucket(requests_a_minute)
        self.good_until = monotonic() + REMEMBERED_SECONDS

    def follow(self, earlier: Key) -> None:
        """Keep the bucket of the same key as it was read before."""
        self.bucket = earlier.bucket
        if earlier.requests_a_minute != self.requests_a_minute:
            self.bucket.resize(self.requests_a_minute)


class KeyRing:
    """The keys that were used lately, by their tokens. A revoked key stops within ten seconds."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups
        self._keys: dict[bytes, Key] = {}
        self._asking: dict[bytes, asyncio.Future[Key | None]] = {}

    def remembered(self, token: bytes) -> Key | None:
        """The key of this token if it was read within the last ten seconds."""
        key = self._keys.get(token)
        return key if key is not None and key.good_until > monotonic() else None

    async def find(self, token: bytes) -> Key | None:
        """The key of this token, or None when there is none or it was revoked.

        Raises psycopg.Error when the database does not answer.
        """
        asking = self._asking.get(token)
        if asking is None:
            asking = self._asking[token] = asyncio.ensure_future(self._look_up(token))
            asking.add_done_callback(lambda _: self._asking.pop(token, None))
        return await asyncio.shield(asking)

    async def _look_up(self, token: bytes) -> Key | None:
        async with self._lookups.connection() as connection:
            async with connection.cursor(row_factory=class_row(Key)) as cursor:
                await cursor.execute(_FIND, [sha256(token).hexdigest()])
                key = await cursor.fetchone()
            if key is not None and key.long_unused:
                await connection.execute(_TOUCH, [key.id])
        self._remember(token, key)
        return key

    def _remember(self, token: bytes, key: Key | None) -> None:
        earlier = self._keys.pop(token, None)
        if key is None:
            return
        if earlier is not None:
            key.follow(earlier)
        self._keys[token] = key
        if len(self._keys) > MOST_REMEMBERED:
            del self._keys[next(iter(self._keys))]
