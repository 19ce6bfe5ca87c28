"""Work that waits: what fails is set aside, so that it holds up nothing else, and is tried again later."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from django.db import connection

from memnun.foundation import clock

logger = logging.getLogger(__name__)

Due = TypeVar("Due")
Key = TypeVar("Key", bound=Hashable)


class Backlog(Generic[Due, Key]):
    """What of a kind waits to be done: `find` gives the next without what is set aside, `work` does it.

    `key` names what is set aside for `again_after` when `work` fails.
    """

    def __init__(
        self,
        find: Callable[[Collection[Key]], Due | None],
        work: Callable[[Due], None],
        key: Callable[[Due], Key],
        again_after: timedelta,
    ) -> None:
        self.find, self.work, self.key, self.again_after = find, work, key, again_after
        self._set_aside: dict[Key, datetime] = {}

    def work_off(self, stop: threading.Event) -> None:
        """Do all that is due until `stop` is set. Raises what the database raises when it is away."""
        now = clock.now()
        self._set_aside = {key: at for key, at in self._set_aside.items() if now - at < self.again_after}
        while (due := self.find(self._set_aside)) is not None and not stop.is_set():
            try:
                self.work(due)
            except Exception:
                if not connection.is_usable():
                    raise
                logger.exception("%s failed and is tried again in %s.", due, self.again_after)
                self._set_aside[self.key(due)] = now
