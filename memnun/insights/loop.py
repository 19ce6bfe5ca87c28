"""The loop of the worker that keeps themes counted and compared."""

from __future__ import annotations

import logging
import threading

from django.db import connection

from memnun.insights.themes.checking import check_due
from memnun.insights.themes.rolling import recount_due

logger = logging.getLogger(__name__)

PAUSE = 5.0
REST_AFTER_PROBLEM = 10.0


class ThemesLoop:
    """Counts what changed and looks whether a theme rises."""

    name = "themes"

    def run(self, stop: threading.Event) -> None:
        """Count marked days, then compare, until `stop` is set."""
        while not stop.is_set():
            try:
                while recount_due() and not stop.is_set():
                    pass
                while check_due() and not stop.is_set():
                    pass
                stop.wait(PAUSE)
            except Exception:
                logger.exception("Counting themes was interrupted; it goes on in a moment.")
                connection.close()
                stop.wait(REST_AFTER_PROBLEM)


loop = ThemesLoop()
