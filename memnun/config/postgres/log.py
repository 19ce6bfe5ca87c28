"""What PostgreSQL says in its log, and what that means to the person at the terminal."""

from pathlib import Path
from typing import IO

from memnun.config.language import later
from memnun.config.language import terminal_text as _
from memnun.config.memory import MEGABYTE

LONGEST = 5 * MEGABYTE
REASONS = {
    "No space left on device": later("the disk is full; free some space and start again"),
    "Read-only file system": later("the disk is read-only"),
    "Permission denied": later("its user may not read or write a file there"),
    "could not map anonymous shared memory": later("the machine has too little memory left"),
    "File too large": later("this user's limit on file size is used up"),
}
"""What PostgreSQL's own log says, and what it means to the person at the terminal."""


class ServerLog:
    """The log file of the server; a long one is put aside when the server starts."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "postgresql.log"
        self._start = 0

    def open(self) -> IO[bytes]:
        """The file to write on, from where it ends."""
        if self.path.exists() and self.path.stat().st_size > LONGEST:
            self.path.replace(self.path.with_suffix(".log.1"))
        log = self.path.open("ab")
        self._start = log.tell()
        return log

    def said(self) -> str:
        """What was written since it was opened last."""
        with self.path.open("rb") as log:
            log.seek(self._start)
            return log.read().decode(errors="replace")


def reason(said: str) -> str:
    """Why the server, or the making of a database, gave up."""
    for words, meaning in REASONS.items():
        if words in said:
            return _(meaning)
    return last_line(said) or _("PostgreSQL gave no reason")


def last_line(said: str) -> str:
    """The last line that tells something; empty when nothing was said."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if any(word in line for word in ("FATAL", "PANIC", "error:"))]
    return (telling or lines or [""])[-1]
