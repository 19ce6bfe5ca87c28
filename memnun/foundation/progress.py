"""How far a long work has come, for whoever started it at a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

ON_SCREEN, IN_A_LOG = 0.2, 10.0
"""Seconds between two lines: on a screen a line is written over the last, in a log under it."""


class Progress:
    """Lines about one work, `stream` being standard error."""

    def __init__(self, stream: TextIO, now: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._now = stream, now
        self._over = stream.isatty()
        self._told = self._started = now()
        self._stands = False

    @property
    def seconds(self) -> float:
        """Since the work began, never zero."""
        return max(self._now() - self._started, 0.001)

    def tell(self, line: str) -> None:
        """Say it, unless something was said a moment ago."""
        now = self._now()
        if now - self._told < (ON_SCREEN if self._over else IN_A_LOG):
            return
        self._told = now
        self._write(line)

    def end(self, line: str) -> None:
        """Say it whenever that was, and go to the next line."""
        self._write(line)
        if self._over:
            self._stream.write("\n")

    def _write(self, line: str) -> None:
        self._stream.write(f"\r{line}\x1b[K" if self._over else f"{line}\n")
        self._stream.flush()
