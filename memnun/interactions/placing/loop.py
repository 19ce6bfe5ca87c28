"""The loop of the worker that places what waits, woken by the database."""

from __future__ import annotations

import logging
import threading
from typing import Any

import psycopg
from django.db import connection

from memnun.interactions.placing.batch import place_waiting

logger = logging.getLogger(__name__)

CHECK_EVERY = 2.0
REST_AFTER_PROBLEM = 1.0


class PlacingLoop:
    """Places raw records as they come."""

    name = "placing"

    def run(self, stop: threading.Event) -> None:
        """Place waiting records until `stop` is set; survives a database that goes away for a while."""
        while not stop.is_set():
            try:
                _run_connected(stop)
            except Exception:
                logger.exception("Placing was interrupted; it goes on in a moment.")
                connection.close()
                stop.wait(REST_AFTER_PROBLEM)


def _run_connected(stop: threading.Event) -> None:
    with psycopg.connect(autocommit=True, **_listening_parameters()) as listener:
        listener.execute("LISTEN memnun_raw")
        while not stop.is_set():
            while place_waiting() and not stop.is_set():
                pass
            for _ in listener.notifies(timeout=CHECK_EVERY, stop_after=1):
                pass


def _listening_parameters() -> dict[str, Any]:
    given = connection.get_connection_params()
    return {
        name: value
        for name, value in given.items()
        if name not in ("context", "prepare_threshold", "cursor_factory")
    }


loop = PlacingLoop()
