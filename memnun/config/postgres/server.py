"""The embedded PostgreSQL: made, started, waited for and stopped as a child that dies with its parent."""

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import psycopg

from memnun.config import memory, place
from memnun.config.children import start_child
from memnun.config.language import terminal_text as _
from memnun.config.postgres.cluster import (
    make_cluster,
    quiet_environment,
    refuse_full_disk,
    refuse_other_major,
)
from memnun.config.postgres.log import ServerLog, last_line, reason
from memnun.config.postgres.predecessor import PATIENCE, take_lock, wait_for_predecessor
from memnun.config.problem import StartProblem

MEMORY_IN_USE = "pre-existing shared memory block"

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
        self._log = ServerLog(self.place.log)
        self._lock: IO[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the database on first use and return when it answers.

        Raises StartProblem with a sentence for the person when that is not possible.
        """
        user = place.database_user()
        place.prepare_place(self.place, user)
        self._lock = take_lock(self.place)
        try:
            self._start_locked(user)
        except BaseException:
            self.stop()
            raise

    def _start_locked(self, user: tuple[int, int] | None) -> None:
        cluster = self.place.cluster
        refuse_other_major(cluster)
        refuse_full_disk(cluster.parent)
        binaries = place.postgres_binaries()
        if not cluster.exists():
            make_cluster(cluster, binaries, user, durable=self.extra.get("fsync") != "off")
        wait_for_predecessor(self.place, self._pause)
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
        return f"({last_line(self._log.said()) or '–'})"

    def _start_when_memory_is_free(self, binaries: Path, user: tuple[int, int] | None) -> None:
        """Start; sessions of a killed predecessor that still hold its memory are given time to notice."""
        patience = time.monotonic() + PATIENCE
        while True:
            self._start_server(binaries, user)
            try:
                self._wait_until_ready()
            except StartProblem:
                if MEMORY_IN_USE not in self._log.said() or time.monotonic() > patience:
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
            str(place.PORT),
        ]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with self._log.open() as log:
            self._process = start_child(
                command, death_signal=signal.SIGINT, user=user, cwd=self.place.cluster,
                environ=quiet_environment(), stdout=log, stderr=log,
            )  # fmt: skip

    def _wait_until_ready(self) -> None:
        """Wait as long as the server lives: after a sudden stop it may work for minutes, and says so."""
        assert self._process is not None
        pid_file = self.place.cluster / "postmaster.pid"
        started = spoke = time.monotonic()
        while not _is_ready(pid_file, self._process.pid):
            if self._process.poll() is not None:
                raise StartProblem(
                    _("The database did not start: %(reason)s. Its log: %(log)s")
                    % {"reason": reason(self._log.said()), "log": self._log.path}
                )
            if time.monotonic() - spoke > 3:
                spoke = time.monotonic()
                self._tell(
                    _("The database puts itself in order after a sudden stop (%(seconds)d s): %(line)s")
                    % {"seconds": spoke - started, "line": last_line(self._log.said())}
                )
            self._pause(0.01)

    def _make_role_and_database(self) -> None:
        with psycopg.connect(
            place.address(self.place, "postgres", "postgres"), autocommit=True
        ) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'memnun'").fetchone():
                connection.execute("CREATE ROLE memnun LOGIN")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'memnun'").fetchone():
                connection.execute("CREATE DATABASE memnun OWNER memnun TEMPLATE template0")


def _is_ready(pid_file: Path, pid: int) -> bool:
    """Whether line 8 of postmaster.pid, which our server writes, says that it takes connections."""
    try:
        lines = pid_file.read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[0].strip() == str(pid) and lines[7].strip() == "ready"
