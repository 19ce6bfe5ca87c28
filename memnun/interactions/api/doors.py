"""Whether the asker may come in: key, scope, rate."""

from __future__ import annotations

from memnun.interactions.api.keys import Key, KeyRing
from memnun.interactions.api.limits import Failures
from memnun.interactions.api.problems import (
    KEY_MISSING,
    KEY_UNKNOWN,
    SCOPE_MISSING,
    TOO_MANY,
    Problem,
    wait_problem,
)
from memnun.interactions.api.requests import Request

CHALLENGE = (b"www-authenticate", b'Bearer realm="Memnun"')


class Door:
    """Lets a request in with a key that may do what it asks."""

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring
        self._failures = Failures()

    async def let_in(self, request: Request, scope: str) -> Key:
        """The key of the request, one request lighter.

        Raises Problem (KEY_MISSING, KEY_UNKNOWN, SCOPE_MISSING, TOO_MANY); psycopg.Error when the key
        must be looked up and the database is away.
        """
        token = request.token
        key = self._ring.remembered(token) or await self._find(request, token)
        if scope not in key.scopes:
            raise Problem(SCOPE_MISSING, scope=scope)
        charge(key, 1)
        return key

    async def _find(self, request: Request, token: bytes) -> Key:
        if not token:
            raise Problem(KEY_MISSING, headers=[CHALLENGE])
        seconds = self._failures.wait(request.address)
        if seconds:
            raise wait_problem(TOO_MANY, seconds)
        key = await self._ring.find(token)
        if key is None:
            self._failures.add(request.address)
            raise Problem(KEY_UNKNOWN, headers=[CHALLENGE])
        return key


def charge(key: Key, requests: int) -> None:
    """Take requests from the key's minute. Raises Problem (TOO_MANY) when too few are left."""
    seconds = key.bucket.take(requests)
    if seconds:
        raise wait_problem(TOO_MANY, seconds, key.bucket.headers())
