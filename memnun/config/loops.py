"""Work that never ends, done by the worker beside its jobs: each loop runs in a thread until stopped."""

import contextlib
import logging
import threading
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Protocol

from django.db import connection

from memnun.config.native import exists

TARGETS = (
    "memnun.interactions.placing.loop:loop",
    "memnun.segments.loop:loop",
    "memnun.events.dispatcher:loop",
)
"""Where the rooms keep their loops, as "module:name"; rooms that are not built are left out."""

FIRST_REST = 1.0
LONGEST_REST = 30.0
LONGEST_STOP = 20.0

logger = logging.getLogger(__name__)


class Loop(Protocol):
    """One endless piece of work; several processes may run the same one."""

    name: str

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set, and return soon after."""


def present(targets: Sequence[str] = TARGETS) -> list[Loop]:
    """The loops of the rooms that are built."""
    loops: list[Loop] = []
    for target in targets:
        module, _, name = target.partition(":")
        if exists(module):
            loops.append(getattr(import_module(module), name))
    return loops


@contextlib.contextmanager
def running(loops: Sequence[Loop]) -> Iterator[None]:
    """Run the loops while the block runs."""
    stop = threading.Event()
    threads = [
        threading.Thread(target=_keep, args=(loop, stop), name=loop.name, daemon=True) for loop in loops
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(LONGEST_STOP)


def _keep(loop: Loop, stop: threading.Event) -> None:
    """Run a loop again after it failed, with growing rests."""
    rest = FIRST_REST
    while not stop.is_set():
        try:
            loop.run(stop)
        except Exception:
            logger.exception("The loop %s failed and starts again in %.0f s", loop.name, rest)
            stop.wait(rest)
            rest = min(rest * 2, LONGEST_REST)
        finally:
            connection.close()
