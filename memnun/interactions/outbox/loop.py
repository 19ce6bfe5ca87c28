"""The loop of the worker that sends, woken by the database; accounts are served side by side."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from uuid import UUID

from django.db import connection

from memnun.events.listening import Listener
from memnun.interactions.outbox.claiming import due_accounts
from memnun.interactions.outbox.delivering import deliver, take_up_left_behind
from memnun.interactions.outbox.telling import WAKE

SIDE_BY_SIDE = 8
CHECK_EVERY = 1.0

logger = logging.getLogger(__name__)


def run(stop: threading.Event) -> None:
    """Send what is due until `stop` is set."""
    busy: dict[UUID, Future[int]] = {}
    with Listener(WAKE) as listener, ThreadPoolExecutor(SIDE_BY_SIDE, thread_name_prefix="outbox") as pool:
        while not stop.is_set():
            take_up_left_behind()
            for account_id in [id_ for id_, work in busy.items() if work.done()]:
                del busy[account_id]
            for account_id in due_accounts():
                if account_id not in busy:
                    busy[account_id] = pool.submit(_serve, account_id, stop)
            listener.wait(stop, CHECK_EVERY)


def _serve(account_id: UUID, stop: threading.Event) -> int:
    try:
        return deliver(account_id, stop)
    except Exception:
        logger.exception(
            "Sending through the account %s was interrupted; it goes on in a moment.", account_id
        )
        stop.wait(CHECK_EVERY)
        return 0
    finally:
        connection.close()
