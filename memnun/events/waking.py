"""Telling other processes that something was committed: after the commit, never inside it.

PostgreSQL lets transactions that notify commit only one after the other, each until it is on disk, which
costs several writers most of their speed (`bin/bench waking`). A transaction of its own that writes nothing
waits for no disk. If a process dies in between, readers still look by themselves.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from uuid import UUID

from django.db import Error, connection, transaction

from memnun.events.listening import EVENTS

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Notification:
    """A word on a channel, at most 8,000 bytes."""

    channel: str
    payload: str

    def __call__(self) -> None:
        """Say it now. What was committed stands, so a failure is only logged."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, %s)", [self.channel, self.payload])
        except Error as problem:
            logger.warning("Nobody could be told on %s: %s", self.channel, problem)


def notify_after_commit(channel: str, payload: str) -> None:
    """Say it when the running transaction has committed, once however often it was asked for."""
    notification = Notification(channel, payload)
    if not _stands(notification):
        transaction.on_commit(notification)


def wake_readers(brand_id: UUID) -> None:
    """Tell the readers of the log, once the running transaction has committed, of a brand's new events."""
    notify_after_commit(EVENTS, str(brand_id))


def _stands(notification: Notification) -> bool:
    """Whether it will be said already, unless the whole transaction is rolled back or this part of it."""
    here = set(connection.savepoint_ids)
    return any(asked == notification and set(parts) <= here for parts, asked, *_ in connection.run_on_commit)
