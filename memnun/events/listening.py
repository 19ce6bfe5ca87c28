"""A connection of its own on which PostgreSQL tells that something happened."""

from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import Any, Self

import psycopg
from django.db import connection
from psycopg import sql

EVENTS = "memnun_events"
"""Notified after every transaction that added to the log, with the brand's id (see `waking.py`)."""

SOON = 0.5
"""Seconds in which a request to stop is noticed."""

DJANGOS_OWN = {"context", "cursor_factory", "prepare_threshold"}
KEEPALIVE = {"keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3}
"""A server that vanished without a word is noticed within 35 seconds."""


def connection_parameters() -> dict[str, Any]:
    """psycopg's parameters for a connection of its own to Django's database; it commits each statement."""
    given = connection.get_connection_params()
    ours = {name: value for name, value in given.items() if name not in DJANGOS_OWN}
    return {**KEEPALIVE, **ours, "autocommit": True}


class Listener:
    """Waits for notifications on a channel; use as a context manager. Raises psycopg.Error when cut off."""

    def __init__(self, channel: str) -> None:
        self._channel = channel

    def __enter__(self) -> Self:
        self._connection = psycopg.connect(**connection_parameters())
        self._connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(self._channel)))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def wait(self, stop: threading.Event, longest: float) -> bool:
        """Wait until notified (True), told to stop or `longest` seconds have passed."""
        patience = time.monotonic() + longest
        while not stop.is_set() and time.monotonic() < patience:
            if any(True for _ in self._connection.notifies(timeout=SOON, stop_after=1)):
                return True
        return False
