"""A Memnun of its own for a test: real processes on a real data folder."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from typing import ClassVar

ROOT = Path(__file__).resolve().parents[2]
SIGN_IN = re.compile(r"http://\S+/sign-in/\S+")
ADDRESS = re.compile(r"http://localhost:\d+")
PATIENCE = 150.0
"""Seconds: a slow and busy machine makes a database in one minute; whatever takes longer hangs."""


class Installation:
    """One data folder, started and stopped as often as a test wants; `started` holds those not ended yet."""

    started: ClassVar[list[Installation]] = []

    def __init__(self, data: Path, **environ: str) -> None:
        self.data = data
        self.environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MEMNUN_")},
            "MEMNUN_DATA": str(data),
            "DATABASE_URL": "",
            "PYTHONPATH": str(ROOT),
            "LC_ALL": "en_US.UTF-8",
            **environ,
        }
        self.log = data.parent / f"{data.name}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *options: str, preexec_fn=None) -> None:
        """Run `up`; what it says goes to the log."""
        if self not in self.started:
            self.started.append(self)
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "memnun", "up", *options],
                env=self.environ, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                start_new_session=True, preexec_fn=preexec_fn,
            )  # fmt: skip

    def said(self) -> str:
        """Everything said since the start."""
        return self.log.read_text()

    def wait_for(self, pattern: re.Pattern[str] | str, seconds: float = PATIENCE) -> str:
        """The words that match, as soon as they are said."""
        patience = time.monotonic() + seconds
        while time.monotonic() < patience:
            if found := re.search(pattern, self.said()):
                return found.group()
            assert self.process is None or self.process.poll() is None, self.said()
            time.sleep(0.02)
        raise AssertionError(f"{pattern!r} was not said:\n{self.said()}")

    @property
    def url(self) -> str:
        """The address, once it is told."""
        return self.wait_for(ADDRESS)

    def start_and_wait(self, *options: str) -> str:
        """Start, and give the sign-in link once pages are served."""
        self.start(*options)
        return self.wait_for(SIGN_IN)

    def link(self, email: str = "owner@localhost") -> str:
        """A new one-time sign-in link, from the command."""
        command = [sys.executable, "-P", "-m", "memnun", "sign-in-link", email, "--site", self.url]
        done = subprocess.run(
            command, env=self.environ, capture_output=True, text=True, check=True, timeout=PATIENCE
        )
        return done.stdout.strip()

    def status(self, path: str = "/account/login/") -> int:
        """HTTP status of a page; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def wait_for_page(self, seconds: float = PATIENCE) -> None:
        """Return when the sign-in page, which needs the database, is served."""
        patience = time.monotonic() + seconds
        while self.status() != 200:
            assert time.monotonic() < patience, self.said()
            time.sleep(0.05)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Stop it with a signal and give the exit status."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def end(self) -> None:
        """Stop it, by force where it does not listen: for the end of a test, however the test went."""
        if self not in self.started:
            return
        self.started.remove(self)
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
            self.wait_until_gone()
        finally:
            for pid in self.processes():
                os.kill(pid, signal.SIGKILL)
            self.process.kill()
            self.process.wait()

    def refused(self, *options: str, preexec_fn=None) -> str:
        """Start it where it cannot: what it says, after it ended with status 2 and left no process."""
        self.start(*options, preexec_fn=preexec_fn)
        assert self.process is not None
        assert self.process.wait(PATIENCE) == 2, self.said()
        assert "Traceback" not in self.said(), self.said()
        self.wait_until_gone()
        return self.said()

    def processes(self) -> dict[int, str]:
        """Processes that belong to this data folder, by id: their command lines."""
        found = {}
        for folder in Path("/proc").iterdir():
            if not folder.name.isdecimal() or int(folder.name) == os.getpid():
                continue
            try:
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                environ = (folder / "environ").read_bytes()
            except OSError:
                environ = b""
            if command and (f"{self.data}/" in command or f"MEMNUN_DATA={self.data}\0".encode() in environ):
                found[int(folder.name)] = command
        return found

    def process_of(self, part: str) -> int:
        """The process id of a part."""
        words = "bin/postgres -D" if part == "postgresql" else f"-m memnun {part}"
        return next(pid for pid, command in self.processes().items() if words in command)

    def wait_until_gone(self, seconds: float = PATIENCE / 2) -> None:
        """Return when no process of this data folder is left."""
        patience = time.monotonic() + seconds
        while left := self.processes():
            assert time.monotonic() < patience, f"still running: {left}"
            time.sleep(0.02)


class NoRedirects(urllib.request.HTTPErrorProcessor):
    """Gives redirections as they are."""

    def http_response(self, request, response):
        return response if response.status == 302 else super().http_response(request, response)


def how_busy() -> float:
    """How many times longer than alone a computation takes now, because of what else the machine does."""
    started, used = time.monotonic(), time.process_time()
    while time.process_time() - used < 0.2:
        pass
    return max(1.0, (time.monotonic() - started) / (time.process_time() - used))


def sign_in(link: str) -> urllib.request.OpenerDirector:
    """A browser that followed a sign-in link and pressed its button."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), NoRedirects())
    page = browser.open(link).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token, page
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token.group(1)}).encode()
    with browser.open(link, form) as answer:
        assert (answer.status, answer.headers["Location"]) == (302, "/")
    return browser
