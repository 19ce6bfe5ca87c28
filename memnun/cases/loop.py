"""The loop of the worker that keeps what figures are made of packed."""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from memnun.cases.tallies.counting import find_due, recount
from memnun.foundation import clock

logger = logging.getLogger(__name__)

PAUSE = 1.0
TRIED_AGAIN = timedelta(minutes=1)


class TalliesLoop:
    """Packs days on which something changed."""

    name = "tallies"

    def __init__(self) -> None:
        self._failed: dict[UUID, datetime] = {}

    def run(self, stop: threading.Event) -> None:
        """Pack marked days until `stop` is set. Raises what the database raises when it is away."""
        while not stop.is_set():
            now = clock.now()
            self._failed = {brand: at for brand, at in self._failed.items() if now - at < TRIED_AGAIN}
            while (due := find_due(self._failed)) and not stop.is_set():
                try:
                    recount(due.brand_id, due.days)
                except Exception:
                    if not connection.is_usable():
                        raise
                    logger.exception("The figures of %s could not be counted.", due.brand_id)
                    self._failed[due.brand_id] = now
            stop.wait(PAUSE)


loop = TalliesLoop()
