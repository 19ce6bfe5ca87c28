"""PostgreSQL connections that live on the event loop, beside Django's own."""

from __future__ import annotations

import asyncio
import select
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from django.db import connection as django_connection
from psycopg.conninfo import make_conninfo

LONGEST_STATEMENT = "20s"
_DURABLE = (
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
)


def address() -> str:
    """The libpq address of the database Django works with."""
    settings = django_connection.settings_dict
    options = {name: value for name, value in settings["OPTIONS"].items() if isinstance(value, str)}
    known = {
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "host": settings["HOST"],
        "port": settings["PORT"],
    }
    return make_conninfo(**{**options, **{name: str(value) for name, value in known.items() if value}})


async def connect() -> psycopg.AsyncConnection:
    """A connection in autocommit whose commits are on disk when they are answered.

    Raises psycopg.OperationalError when the database cannot be reached within five seconds.
    """
    connection = await psycopg.AsyncConnection.connect(
        address(), autocommit=True, connect_timeout=5, keepalives_idle=20, keepalives_interval=5,
        options=f"-c statement_timeout={LONGEST_STATEMENT}", application_name="memnun ledger",
    )  # fmt: skip
    await connection.execute(_DURABLE)
    return connection


def has_ended(connection: psycopg.AsyncConnection[Any]) -> bool:
    """Whether a connection at rest is no longer good: the server speaks unasked only to end it.

    Needs no trip to the server, so it can be asked before every use.
    """
    if connection.closed:
        return True
    poll = select.poll()
    poll.register(connection.pgconn.socket, select.POLLIN)
    return bool(poll.poll(0))


class Lookups:
    """One connection for the rare questions beside the writes: keys and channel accounts."""

    def __init__(self) -> None:
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._one_at_a_time = asyncio.Lock()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
        """The connection, for one asker at a time. Raises psycopg.Error when the database is away."""
        async with self._one_at_a_time:
            if self._connection is not None and has_ended(self._connection):
                await self.close()
            if self._connection is None:
                self._connection = await connect()
            yield self._connection

    async def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            await self._connection.close()
            self._connection = None
