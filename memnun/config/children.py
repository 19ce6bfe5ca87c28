"""Starting processes that never outlive the one that started them (Linux)."""

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)


def start_child(
    command: Sequence[str | os.PathLike[str]],
    *,
    death_signal: signal.Signals,
    user: tuple[int, int] | None = None,
    environ: Mapping[str, str] | None = None,
    stdin: int | IO[Any] | None = subprocess.DEVNULL,
    stdout: int | IO[Any] | None = None,
    stderr: int | IO[Any] | None = None,
    cwd: str | os.PathLike[str] | None = None,
    inherited: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own that gets `death_signal` when its parent dies.

    `user` is (uid, gid) to run as; only root may give it. `inherited` are open files to hand on.

    The kernel sends the signal when the *thread*
    that called this ends, so call it from a thread that lives as long as the child should.
    """
    uid, gid = user if user else (None, None)
    return subprocess.Popen(
        command,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        env=environ,
        cwd=cwd,
        user=uid,
        group=gid,
        extra_groups=[] if user else None,
        pass_fds=inherited,
        start_new_session=True,
        preexec_fn=_die_with(os.getpid(), death_signal),
    )


def _die_with(parent: int, death_signal: signal.Signals) -> Callable[[], None]:
    """What the child does before the command: runs after setuid, which would clear the request."""

    def ask() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask
