"""A process that begins work in children of its own, to be killed: python -m … fetch|send ACCOUNT.

For every line it is given it forks a child and says the child's number. It has loaded everything
before, so that a child is in the middle of its work at once.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from uuid import UUID

import django


def main(work: str, account_id: UUID) -> None:
    """Fork a child for every line of the input; the child does the work and ends."""
    django.setup()
    from memnun.channels.email.servers.deeds import fetch, send  # needs Django's settings

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            (fetch if work == "fetch" else send)(account_id, threading.Event())
            os._exit(0)
        print(child, flush=True)  # noqa: T201 - whoever kills reads it


if __name__ == "__main__":
    main(sys.argv[1], UUID(sys.argv[2]))
