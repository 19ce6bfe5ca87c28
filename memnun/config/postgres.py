"""The embedded PostgreSQL: made, started, waited for and stopped as a child that dies with its parent."""

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import psycopg

from memnun.config import memory, place
from memnun.config.children import start_child
from memnun.config.language import later
from memnun.config.language import terminal_text as _
from memnun.config.problem import StartProblem

MAJOR = "18"
PORT = str(place.PORT)
LEAST_FREE = 200 * memory.MEGABYTE
PATIENCE_WITH_PREDECESSOR = 20.0
MEMORY_IN_USE = "pre-existing shared memory block"
LONGEST_LOG = 5 * memory.MEGABYTE

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_startup_progress_interval": "2s",
}
"""Failed statements and their details stay out of the log: they may hold personal data."""

TEST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

REASONS = {
    "No space left on device": later("the disk is full; free some space and start again"),
    "Read-only file system": later("the disk is read-only"),
    "Permission denied": later("its user may not read or write a file there"),
    "could not map anonymous shared memory": later("the machine has too little memory left"),
    "File too large": later("this user's limit on file size is used up"),
}
"""What PostgreSQL's own log says, and what it means to the person at the terminal."""


class EmbeddedPostgres:
    """One PostgreSQL server of our own on a data folder."""

    def __init__(
        self,
        data: Path,
        *,
        tell: Callable[[str], None],
        pause: Callable[[float], None] = time.sleep,
        extra: dict[str, str] | None = None,
    ) -> None:
        """`tell` shows a sentence, `pause` waits (seconds) and may raise; `extra` are PostgreSQL settings."""
        self.place = place.find_place(data)
        self.extra = extra or {}
        self._tell = tell
        self._pause = pause
        self._lock: IO[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the database on first use and return when it answers.

        Raises StartProblem with a sentence for the person when that is not possible.
        """
        user = place.database_user()
        place.prepare_place(self.place, user)
        self._take_lock()
        try:
            self._start_locked(user)
        except BaseException:
            self.stop()
            raise

    def _start_locked(self, user: tuple[int, int] | None) -> None:
        self._refuse_other_major()
        self._refuse_full_disk()
        binaries = place.postgres_binaries()
        if not self.place.cluster.exists():
            self._initialise(binaries, user)
        self._wait_for_predecessor()
        self._start_when_memory_is_free(binaries, user)
        self._make_role_and_database()

    def stop(self) -> None:
        """Stop the server, open sessions included, and wait for it; harmless when it does not run."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait()
        self._process = None
        if self._lock:
            self._lock.close()
            self._lock = None

    @property
    def pid(self) -> int | None:
        """Process id of the running server."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def how_it_ended(self) -> str:
        """What the log says last, for the person at the terminal."""
        return f"({_last_line(self._said()) or '–'})"

    def _take_lock(self) -> None:
        path = self.place.cluster.parent / "lock"
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
                % {"pid": holder, "data": self.place.data}
            ) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        self._lock = lock

    def _refuse_other_major(self) -> None:
        cluster = self.place.cluster
        if not cluster.exists():
            return
        try:
            major = (cluster / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            raise StartProblem(
                _("%(cluster)s is there, but is not a PostgreSQL database. Nothing was changed.")
                % {"cluster": cluster}
            ) from None
        if major != MAJOR:
            raise StartProblem(
                _(
                    "The database in %(cluster)s was made by PostgreSQL %(found)s, and this Memnun brings "
                    "%(ours)s. Nothing was changed. docs/how-to/upgrade.md tells how to bring it over."
                )
                % {"cluster": cluster, "found": major, "ours": MAJOR}
            )

    def _refuse_full_disk(self) -> None:
        home = self.place.cluster.parent
        free = shutil.disk_usage(home).free
        if free < LEAST_FREE:
            raise StartProblem(
                _(
                    "Only %(free)d MB are free on the disk of %(home)s; Memnun starts with %(least)d MB or "
                    "more. Nothing was changed."
                )
                % {"free": free // memory.MEGABYTE, "home": home, "least": LEAST_FREE // memory.MEGABYTE}
            )

    def _initialise(self, binaries: Path, user: tuple[int, int] | None) -> None:
        """Make the cluster beside its place and move it there whole, so that a broken start leaves none."""
        home = self.place.cluster.parent
        for broken in home.glob("postgresql.new-*"):
            shutil.rmtree(broken)
        half = Path(tempfile.mkdtemp(prefix="postgresql.new-", dir=home))
        if user:
            os.chown(half, *user)
        command: list[str | Path] = [
            binaries / "initdb", "--pgdata", half, "--username=postgres", "--auth=trust",
            "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            "--text-search-config=turkish",
        ]  # fmt: skip
        if self.extra.get("fsync") == "off":
            command.append("--no-sync")
        child = start_child(
            command, death_signal=signal.SIGKILL, user=user, cwd=half, environ=_quiet_environment(),
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        said = child.communicate()[1].decode(errors="replace")
        if child.returncode != 0:
            shutil.rmtree(half, ignore_errors=True)
            raise StartProblem(
                _("The database could not be made in %(home)s: %(reason)s.")
                % {"home": home, "reason": _reason(said)}
            )
        half.rename(self.place.cluster)
        _sync_folder(home)

    def _wait_for_predecessor(self) -> None:
        """Give a server whose supervisor was killed the time to end.

        Forget it when it is gone: PostgreSQL would take any process that now has its number for it.
        """
        patience = time.monotonic() + PATIENCE_WITH_PREDECESSOR
        cluster = self.place.cluster
        for trace in (cluster / "postmaster.pid", self.place.sockets / f".s.PGSQL.{PORT}.lock"):
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
                    self._pause(0.05)

    def _start_when_memory_is_free(self, binaries: Path, user: tuple[int, int] | None) -> None:
        """Start; sessions of a killed predecessor that still hold its memory are given time to notice."""
        patience = time.monotonic() + PATIENCE_WITH_PREDECESSOR
        while True:
            self._start_server(binaries, user)
            try:
                self._wait_until_ready()
            except StartProblem:
                if MEMORY_IN_USE not in self._said() or time.monotonic() > patience:
                    raise
                self._pause(0.2)
            else:
                return

    def _start_server(self, binaries: Path, user: tuple[int, int] | None) -> None:
        settings = {**SETTINGS, **memory.settings_for(self.place.cluster), **self.extra}
        command: list[str | Path] = [
            binaries / "postgres",
            "-D",
            self.place.cluster,
            "-k",
            self.place.sockets,
            "-p",
            PORT,
        ]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self._open_log(user) as log:
            self._process = start_child(
                command, death_signal=signal.SIGINT, user=user, cwd=self.place.cluster,
                environ=_quiet_environment(), stdout=log, stderr=log,
            )  # fmt: skip

    def _open_log(self, user: tuple[int, int] | None) -> IO[bytes]:
        path = self.place.log / "postgresql.log"
        if path.exists() and path.stat().st_size > LONGEST_LOG:
            path.replace(path.with_suffix(".log.1"))
        log = path.open("ab")
        self._log_start = log.tell()
        return log

    def _wait_until_ready(self) -> None:
        """Wait as long as the server lives: after a sudden stop it may work for minutes, and says so."""
        assert self._process is not None
        pid_file = self.place.cluster / "postmaster.pid"
        started = spoke = time.monotonic()
        while not _is_ready(pid_file, self._process.pid):
            if self._process.poll() is not None:
                said = self._said()
                log = self.place.log / "postgresql.log"
                raise StartProblem(
                    _("The database did not start: %(reason)s. Its log: %(log)s")
                    % {"reason": _reason(said), "log": log}
                )
            if time.monotonic() - spoke > 3:
                spoke = time.monotonic()
                self._tell(
                    _("The database puts itself in order after a sudden stop (%(seconds)d s): %(line)s")
                    % {"seconds": spoke - started, "line": _last_line(self._said())}
                )
            self._pause(0.01)

    def _said(self) -> str:
        with (self.place.log / "postgresql.log").open("rb") as log:
            log.seek(self._log_start)
            return log.read().decode(errors="replace")

    def _make_role_and_database(self) -> None:
        with psycopg.connect(
            place.address(self.place, "postgres", "postgres"), autocommit=True
        ) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'memnun'").fetchone():
                connection.execute("CREATE ROLE memnun LOGIN")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'memnun'").fetchone():
                connection.execute("CREATE DATABASE memnun OWNER memnun TEMPLATE template0")


def _quiet_environment() -> dict[str, str]:
    """An environment in which PostgreSQL speaks English, so that its words can be recognised."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"}


def _is_ready(pid_file: Path, pid: int) -> bool:
    """Whether line 8 of postmaster.pid, which our server writes, says that it takes connections."""
    try:
        lines = pid_file.read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[0].strip() == str(pid) and lines[7].strip() == "ready"


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


def _reason(said: str) -> str:
    for words, meaning in REASONS.items():
        if words in said:
            return _(meaning)
    return _last_line(said) or _("PostgreSQL gave no reason")


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if any(word in line for word in ("FATAL", "PANIC", "error:"))]
    return (telling or lines or [""])[-1]


def _sync_folder(folder: Path) -> None:
    """Make a rename in the folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
