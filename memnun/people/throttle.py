"""Django's cache in PostgreSQL, for the limits on sign-in: all processes and machines must count together.

A cache in the memory of one process would let every further process give further attempts, and
Redis would be a second store to run. Django's own database cache counts all rows on every write
and drops living ones past a limit, so that whoever asks with many addresses could wash the
counters away. Here every step is one statement on an unlogged table: a crash of the database
forgets counters, nothing else.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection

from memnun.foundation import clock

ADD = """
    INSERT INTO people_sharedvalue AS shared (key, value, expires_at) VALUES (%s, %s, %s)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at
    WHERE shared.expires_at <= %s
"""
SET = """
    INSERT INTO people_sharedvalue (key, value, expires_at) VALUES (%s, %s, %s)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at
"""
GET = "SELECT value::text FROM people_sharedvalue WHERE key = %s AND (expires_at IS NULL OR expires_at > %s)"
TOUCH = (
    "UPDATE people_sharedvalue SET expires_at = %s WHERE key = %s AND (expires_at IS NULL OR expires_at > %s)"
)
DELETE = "DELETE FROM people_sharedvalue WHERE key = %s"
CLEAR = "DELETE FROM people_sharedvalue"
COUNT = """
    INSERT INTO people_sharedvalue AS shared (key, value, expires_at) VALUES (%s, '1', %s)
    ON CONFLICT (key) DO UPDATE SET
        value = CASE WHEN shared.expires_at <= %s THEN '1' ELSE to_jsonb((shared.value)::int + 1) END,
        expires_at = CASE WHEN shared.expires_at <= %s THEN excluded.expires_at ELSE shared.expires_at END
    RETURNING (value)::int
"""
FORGET_EXPIRED = "DELETE FROM people_sharedvalue WHERE expires_at <= %s"


class SharedCache(BaseCache):
    """Values of JSON shape that every process sees at once."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Keep the value if none lives under the key; one of many who try at once is told True."""
        row = (self._key(key, version), json.dumps(value), self._expiry(timeout), clock.now())
        return _execute(ADD, row) == 1

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(GET, (self._key(key, version), clock.now()))
            row = cursor.fetchone()
        return json.loads(row[0]) if row else default

    def set(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        _execute(SET, (self._key(key, version), json.dumps(value), self._expiry(timeout)))

    def touch(self, key: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return _execute(TOUCH, (self._expiry(timeout), self._key(key, version), clock.now())) == 1

    def delete(self, key: Any, version: int | None = None) -> bool:
        return _execute(DELETE, (self._key(key, version),)) == 1

    def clear(self) -> None:
        _execute(CLEAR, ())

    def _key(self, key: Any, version: int | None) -> str:
        made: str = self.make_and_validate_key(key, version=version)
        return made

    def _expiry(self, timeout: float | None) -> datetime | None:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return None if seconds is None else clock.now() + timedelta(seconds=seconds)


def count(key: str, seconds: float) -> int:
    """Count one more under the key and give the number so far; it begins anew `seconds` after the first."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, (key, now + timedelta(seconds=seconds), now, now))
        return int(cursor.fetchone()[0])


def forget_expired() -> int:
    """Remove what has expired; returns how many."""
    return _execute(FORGET_EXPIRED, (clock.now(),))


def _execute(statement: str, parameters: tuple[Any, ...]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.rowcount)
