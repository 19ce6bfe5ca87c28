"""The loop of the worker that keeps the three groups live."""

from __future__ import annotations

import logging
import threading

from django.db import connection

from memnun.customers.actions import sum_up_groups
from memnun.segments.actions import regroup_due

logger = logging.getLogger(__name__)

PAUSE = 1.0
REST_AFTER_PROBLEM = 5.0


class GroupingLoop:
    """Keeps every customer in the right group."""

    name = "grouping"

    def run(self, stop: threading.Event) -> None:
        """Look again at customers whose evidence changed or faded, until `stop` is set."""
        while not stop.is_set():
            try:
                while regroup_due() and not stop.is_set():
                    sum_up_groups()
                stop.wait(PAUSE)
            except Exception:
                logger.exception("Grouping customers was interrupted; it goes on in a moment.")
                connection.close()
                stop.wait(REST_AFTER_PROBLEM)


loop = GroupingLoop()
