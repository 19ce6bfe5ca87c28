"""A whole Memnun of its own for one bench: folder, PostgreSQL, database, server processes."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import django

from memnun.config import place
from memnun.config.children import start_child
from memnun.config.environment import ROOT
from memnun.config.postgres.server import EmbeddedPostgres

PATIENCE = 30.0
"""Seconds a server may take until it listens."""


class House:
    """Use as a context manager; leaves neither process nor file behind, unless a folder is to be kept.

    The database runs with the settings of a real installation (every commit reaches the disk).
    `settings` are more settings of PostgreSQL; `kept` is a folder whose database stays for the next run.
    """

    def __init__(self, settings: dict[str, str] | None = None, *, kept: Path | None = None) -> None:
        self.kept = kept is not None
        self.data = kept or Path(tempfile.mkdtemp(prefix="memnun-bench-"))
        self.data.mkdir(exist_ok=True, parents=True)
        if os.geteuid() == 0:
            self.data.chmod(0o711)
        self._server = EmbeddedPostgres(self.data, tell=_say, extra=settings)
        self._children: list[subprocess.Popen[bytes]] = []
        self.address = place.address(self._server.place)
        self.environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MEMNUN_")},
            "MEMNUN_DATA": str(self.data),
            "DATABASE_URL": self.address,
            "DJANGO_SETTINGS_MODULE": "memnun.config.settings",
            "PYTHONPATH": str(ROOT),
        }

    def __enter__(self) -> Self:
        try:
            self._server.start()
            self.memnun("migrate", "--verbosity=0")
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def memnun(self, *arguments: str) -> None:
        """Run `bin/memnun ARGUMENTS` to its end."""
        subprocess.run(
            [sys.executable, "-P", "-m", "memnun", *arguments], env=self.environ, check=True, cwd=ROOT
        )

    def django(self) -> None:
        """Set Django up in this process, on this house's database. Once a process."""
        os.environ.update(self.environ)
        django.setup()

    def start(self, *command: str, environ: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start a process that ends with the house."""
        child = start_child(
            command, death_signal=signal.SIGKILL, environ={**self.environ, **(environ or {})}, cwd=ROOT
        )
        self._children.append(child)
        return child

    def serve(
        self,
        application: str = "memnun.config.asgi:application",
        *,
        options: Sequence[str] = (),
        environ: dict[str, str] | None = None,
    ) -> tuple[str, subprocess.Popen[bytes]]:
        """Start uvicorn on an ASGI application and give (address, process) when it listens."""
        port = free_port()
        child = self.start(
            *(sys.executable, "-P", "-m", "uvicorn", application, "--host=127.0.0.1", f"--port={port}"),
            *("--log-level=warning", "--no-access-log", "--loop=uvloop", "--http=httptools", *options),
            environ=environ,
        )
        _wait_until_listening(port, child)
        return f"http://127.0.0.1:{port}", child

    def _leave(self) -> None:
        for child in self._children:
            child.kill()
            child.wait()
        self._server.stop()
        if self.kept:
            return
        shutil.rmtree(self._server.place.cluster.parent, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def resident_kilobytes(pid: int) -> int:
    """The memory a process holds, in KB (`VmRSS`)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise ProcessLookupError(f"process {pid} has ended")


def processor_seconds(pid: int) -> float:
    """The processor time a process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _wait_until_listening(port: int, child: subprocess.Popen[bytes]) -> None:
    patience = time.monotonic() + PATIENCE
    while time.monotonic() < patience:
        if child.poll() is not None:
            raise RuntimeError(f"The server ended with status {child.returncode} before it listened.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"The server did not listen on port {port} within {PATIENCE:.0f} s.")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
