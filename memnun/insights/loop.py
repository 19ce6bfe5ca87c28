"""The loop of the worker that keeps themes counted and compared."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from django.db import connection

from memnun.foundation.backlog import Backlog
from memnun.insights.themes.checking import check_due
from memnun.insights.themes.rolling import BrandDay, find_due, recount

logger = logging.getLogger(__name__)

PAUSE = 5.0
REST_AFTER_PROBLEM = 10.0
TRIED_AGAIN = timedelta(minutes=10)


class ThemesLoop:
    """Counts what changed and looks whether a theme rises; a day that cannot be counted holds up no other."""

    name = "themes"

    def __init__(self) -> None:
        self._backlog = Backlog(find_due, _count, lambda due: due, TRIED_AGAIN)

    def run(self, stop: threading.Event) -> None:
        """Count marked days, then compare, until `stop` is set."""
        while not stop.is_set():
            try:
                self._backlog.work_off(stop)
                while check_due() and not stop.is_set():
                    pass
                stop.wait(PAUSE)
            except Exception:
                logger.exception("Counting themes was interrupted; it goes on in a moment.")
                connection.close()
                stop.wait(REST_AFTER_PROBLEM)


def _count(due: BrandDay) -> None:
    recount(*due)


loop = ThemesLoop()
