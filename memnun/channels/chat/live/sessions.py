"""Whose token a request carries."""

from __future__ import annotations

from collections import OrderedDict
from time import monotonic
from typing import Any
from uuid import UUID

from memnun.channels.chat.live.limits import Patience
from memnun.channels.chat.live.statements import SESSION
from memnun.foundation import clock
from memnun.foundation.secrets import digest_token
from memnun.interactions.api.connections import Lookups

GOOD_FOR = 30.0
"""Seconds for which a session that was found is believed; one that ended elsewhere ends here by then."""

REMEMBERED = 5_000


class Session:
    """A browser with the right to one visitor's talk."""

    __slots__ = (
        "account_id", "brand_id", "digest", "email", "external_id", "found_at", "id", "known", "language", "name",
        "page", "patience", "visitor_id",
    )  # fmt: skip

    def __init__(self, digest: str, row: tuple[Any, ...]) -> None:
        self.digest = digest
        self.id: UUID = row[0]
        self.visitor_id: UUID = row[1]
        self.brand_id: UUID = row[2]
        self.account_id: UUID = row[3]
        self.external_id: str = row[4]
        self.known: bool = row[5]
        self.name: str = row[6]
        self.email: str = row[7]
        self.language: str = row[8]
        self.page: tuple[str, str] = (row[9], row[10])
        self.patience = Patience()
        self.found_at = monotonic()


class Sessions:
    """The sessions that stand, remembered for half a minute."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups
        self._known: OrderedDict[str, Session] = OrderedDict()

    async def find(self, token: str) -> Session | None:
        """The session of a token, None when it does not stand. Raises psycopg.Error when the database is away."""
        digest = digest_token(token)
        known = self._known.get(digest)
        if known and monotonic() - known.found_at < GOOD_FOR:
            return known
        async with self._lookups.connection() as connection:
            cursor = await connection.execute(SESSION, {"digest": digest, "now": clock.now()})
            row = await cursor.fetchone()
        self._known.pop(digest, None)
        if row is None:
            return None
        session = Session(digest, row)
        if known:
            session.patience, session.page = known.patience, known.page
        self._known[digest] = session
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return session

    def forget(self, digest: str) -> None:
        """Ask the database the next time."""
        self._known.pop(digest, None)
