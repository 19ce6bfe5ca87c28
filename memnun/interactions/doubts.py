"""The loop of the worker that has the second reader asked where the first was in doubt."""

from __future__ import annotations

import threading
from datetime import timedelta

from django.conf import settings

from memnun.foundation.backlog import Backlog
from memnun.interactions.actions.looking_again import Doubtful, look_again, next_doubtful

PAUSE = 0.5
TRIED_AGAIN = timedelta(minutes=5)


class DoubtsLoop:
    """Looks again at doubtful contacts, the newest first; one that cannot be read holds up no other."""

    name = "doubts"

    def __init__(self) -> None:
        self._backlog = Backlog(next_doubtful, _look, lambda doubtful: doubtful.interaction_id, TRIED_AGAIN)

    def run(self, stop: threading.Event) -> None:
        """Look again until `stop` is set. Raises what the database raises when it is away."""
        while not stop.is_set():
            if settings.SECOND_READER:
                self._backlog.work_off(stop)
            stop.wait(PAUSE)


def _look(doubtful: Doubtful) -> None:
    look_again(doubtful)


loop = DoubtsLoop()
