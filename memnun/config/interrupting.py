"""What Ctrl-C does while a command is being loaded."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def ended_by_an_interrupt() -> Iterator[None]:
    """Inside, SIGINT ends the process at once, as it ends most programs; nothing has begun that would need an end.

    Python's own way, a KeyboardInterrupt, is lost when it arrives where exceptions are ignored, as in
    the weak references' callbacks that importing uses: the program goes on as though nobody had asked.
    Where SIGINT is ignored, as in a shell's background jobs, or somebody handles it, that stays.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
