"""Work that never ends, done by the worker beside its jobs: each loop runs in a thread until stopped."""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from operator import attrgetter

from django.db import connection

from memnun.config.native import exists

LOOPS = {
    "placing": "memnun.interactions.placing.loop:loop.run",
    "doubts": "memnun.interactions.doubts:loop.run",
    "groups": "memnun.segments.loop:loop.run",
    "tallies": "memnun.cases.loop:loop.run",
    "themes": "memnun.insights.loop:loop.run",
    "events": "memnun.events.dispatcher:loop.run",
    "outbox": "memnun.interactions.outbox.loop:run",
    "telegram": "memnun.channels.telegram.polling:run",
    "mailboxes": "memnun.channels.email.fetching.watching:run",
    "demo": "memnun.demo.living:loop.run",
}
"""The rooms' loops by name, as "module:function"; rooms that are not built are left out.

A loop works until the event it is given is set, and returns soon after. It may raise: then it is run again.
Several processes may run the same one.
"""

FIRST_REST = 1.0
LONGEST_REST = 30.0
LONGEST_STOP = 10.0

Loop = Callable[[threading.Event], None]

logger = logging.getLogger(__name__)


def present(loops: Mapping[str, str] = LOOPS) -> dict[str, Loop]:
    """The loops of the rooms that are built."""
    found: dict[str, Loop] = {}
    for name, target in loops.items():
        module, _, function = target.partition(":")
        if exists(module):
            found[name] = attrgetter(function)(import_module(module))
    return found


@contextlib.contextmanager
def running(loops: Mapping[str, Loop]) -> Iterator[set[str]]:
    """Run the loops while the block runs; gives the names of those that work, not rest after a failure."""
    stop = threading.Event()
    working: set[str] = set()
    threads = [
        threading.Thread(target=_keep, args=(name, loop, stop, working), name=name, daemon=True)
        for name, loop in loops.items()
    ]
    for thread in threads:
        thread.start()
    try:
        yield working
    finally:
        stop.set()
        for thread in threads:
            thread.join(LONGEST_STOP)


def _keep(name: str, loop: Loop, stop: threading.Event, working: set[str]) -> None:
    """Run a loop again after it failed, with growing rests."""
    rest = FIRST_REST
    while not stop.is_set():
        working.add(name)
        try:
            loop(stop)
        except Exception:
            working.discard(name)
            logger.exception("The loop %s failed and starts again in %.0f s", name, rest)
            stop.wait(rest)
            rest = min(rest * 2, LONGEST_REST)
        finally:
            connection.close()
