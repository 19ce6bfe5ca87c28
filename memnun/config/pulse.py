"""Signs of life: each process and loop leaves one in the log's room every few seconds."""

import contextlib
import logging
import os
import socket
import threading
from collections.abc import Collection, Iterator

from django.db import DatabaseError, connection

from memnun.events.models import Heartbeat
from memnun.foundation import clock

INTERVAL = 5.0
STARTED = clock.now()

logger = logging.getLogger(__name__)


def beat(name: str) -> None:
    """Say that the part called `name` lives on this machine."""
    sign = Heartbeat(
        name=name, host=socket.gethostname(), pid=os.getpid(), started_at=STARTED, at=clock.now()
    )
    Heartbeat.objects.bulk_create(
        [sign],
        update_conflicts=True,
        unique_fields=["name", "host"],
        update_fields=["pid", "started_at", "at"],
    )


@contextlib.contextmanager
def beating(name: str, also: Collection[str] = ()) -> Iterator[None]:
    """Beat in a thread while the block runs, for whoever is in `also` too.

    A database that is away is only logged.
    """
    stop = threading.Event()

    def keep_beating() -> None:
        while True:
            try:
                for each in (name, *also):
                    beat(each)
            except DatabaseError as problem:
                logger.warning("No sign of life could be left: %s", problem)
            finally:
                connection.close()
            if stop.wait(INTERVAL):
                return

    thread = threading.Thread(target=keep_beating, name="pulse", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(INTERVAL)
