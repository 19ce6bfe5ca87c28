"""The loop of the worker that keeps themes counted and compared."""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta

from django.db import connection

from memnun.foundation import clock
from memnun.insights.themes.checking import check_due
from memnun.insights.themes.rolling import BrandDay, find_due, recount

logger = logging.getLogger(__name__)

PAUSE = 5.0
REST_AFTER_PROBLEM = 10.0
TRIED_AGAIN = timedelta(minutes=10)


class ThemesLoop:
    """Counts what changed and looks whether a theme rises."""

    name = "themes"

    def __init__(self) -> None:
        self._failed: dict[BrandDay, datetime] = {}

    def run(self, stop: threading.Event) -> None:
        """Count marked days, then compare, until `stop` is set."""
        while not stop.is_set():
            try:
                self._count(stop)
                while check_due() and not stop.is_set():
                    pass
                stop.wait(PAUSE)
            except Exception:
                logger.exception("Counting themes was interrupted; it goes on in a moment.")
                connection.close()
                stop.wait(REST_AFTER_PROBLEM)

    def _count(self, stop: threading.Event) -> None:
        """Count what is due; a day that cannot be counted holds up no other and is tried again later."""
        now = clock.now()
        self._failed = {day: at for day, at in self._failed.items() if now - at < TRIED_AGAIN}
        while (due := find_due(self._failed)) and not stop.is_set():
            try:
                recount(*due)
            except Exception:
                logger.exception("The themes of %s on %s could not be counted.", *due)
                self._failed[due] = now


loop = ThemesLoop()
