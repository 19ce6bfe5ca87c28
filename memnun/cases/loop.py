"""The loop of the worker that keeps what figures are made of packed."""

from __future__ import annotations

import threading
from datetime import timedelta

from memnun.cases.tallies.counting import Due, find_due, recount
from memnun.foundation.backlog import Backlog

PAUSE = 1.0
TRIED_AGAIN = timedelta(minutes=1)


class TalliesLoop:
    """Packs days on which something changed; a brand that cannot be packed holds up no other."""

    name = "tallies"

    def __init__(self) -> None:
        self._backlog = Backlog(find_due, _pack, lambda due: due.brand_id, TRIED_AGAIN)

    def run(self, stop: threading.Event) -> None:
        """Pack marked days until `stop` is set. Raises what the database raises when it is away."""
        while not stop.is_set():
            self._backlog.work_off(stop)
            stop.wait(PAUSE)


def _pack(due: Due) -> None:
    recount(due.brand_id, due.days)


loop = TalliesLoop()
