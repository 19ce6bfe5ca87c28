"""Who else works on the data folder: another Memnun, or a server whose supervisor was killed."""

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from memnun.config.language import terminal_text as _
from memnun.config.place import PORT, Place
from memnun.config.problem import StartProblem

PATIENCE = 20.0
"""Seconds a server without a supervisor is given to end."""


def take_lock(place: Place) -> IO[str]:
    """The lock of the data folder, held until it is closed. Raises StartProblem when another Memnun holds it."""
    path = place.cluster.parent / "lock"
    lock = path.open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip() or "unknown"
        lock.close()
        raise StartProblem(
            _(
                "Another Memnun (process %(pid)s) runs on the data folder %(data)s. "
                "Stop it, or give this one a folder of its own with --data."
            )
            % {"pid": holder, "data": place.data}
        ) from None
    lock.truncate(0)
    lock.write(f"{os.getpid()}\n")
    lock.flush()
    return lock


def wait_for_predecessor(place: Place, pause: Callable[[float], None]) -> None:
    """Give a server whose supervisor was killed the time to end.

    Forget it when it is gone: PostgreSQL would take any process that now has its number for it. Raises
    StartProblem when it does not end.
    """
    patience = time.monotonic() + PATIENCE
    cluster = place.cluster
    for trace in (cluster / "postmaster.pid", place.sockets / f".s.PGSQL.{PORT}.lock"):
        while pid := _first_number(trace):
            if not _is_server_of(pid, cluster):
                trace.unlink(missing_ok=True)
            elif time.monotonic() > patience:
                raise StartProblem(
                    _(
                        "A PostgreSQL that this Memnun did not start (process %(pid)d) works on "
                        "%(cluster)s. Stop it with: kill -INT %(pid)d"
                    )
                    % {"pid": pid, "cluster": cluster}
                )
            else:
                pause(0.05)


def _first_number(pid_file: Path) -> int | None:
    try:
        text = pid_file.read_text().partition("\n")[0].strip()
    except FileNotFoundError:
        return None
    return int(text) if text.isdecimal() else None


def _is_server_of(pid: int, cluster: Path) -> bool:
    """Whether the process lives, is a PostgreSQL, and has this cluster as its working folder."""
    try:
        name = Path(f"/proc/{pid}/comm").read_text().strip()
        return name == "postgres" and os.path.samefile(f"/proc/{pid}/cwd", cluster)
    except OSError:
        return False
