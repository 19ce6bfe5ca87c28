"""Keeps the parts of one machine running together: starts, listens, starts again, stops in order."""

import os
import selectors
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

from memnun.config.language import terminal_text as _
from memnun.config.part import Output, Part
from memnun.config.postgres.server import EmbeddedPostgres
from memnun.config.problem import StartProblem

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE = 15.0
"""Seconds that parts are given to end by themselves."""


class StopRequested(Exception):
    """Somebody pressed Ctrl-C, or sent SIGTERM."""


class Supervisor:
    """One loop that waits for output, for ends of children and for signals.

    Nothing but the loop's own pauses is interrupted by a signal, so no child is ever started unnoticed.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        """`tell` shows a sentence to the person."""
        self.tell = tell
        self.parts: list[Part] = []
        self.postgres: EmbeddedPostgres | None = None
        self._postgres_part = Part("postgresql", ())
        self._selector = selectors.DefaultSelector()
        self._wishes_to_stop = 0
        reading, writing = os.pipe()
        for end in (reading, writing):
            os.set_blocking(end, False)
        self._wake = reading
        self._selector.register(reading, selectors.EVENT_READ, None)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        for number in STOP_SIGNALS:
            signal.signal(number, self._wish_to_stop)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)

    def start(self, part: Part) -> None:
        """Start a part and keep it running."""
        self.parts.append(part)
        self._launch(part)

    def finish(self, part: Part) -> int:
        """Run a part that is meant to end, and give its exit status."""
        self.start(part)
        try:
            while not part.ended:
                self.pause(1.0)
        finally:
            if part.ended:
                self.parts.remove(part)
        self.pause(0)
        assert part.process is not None
        return part.process.returncode

    def pause(self, seconds: float) -> None:
        """Wait, forwarding what the parts say; returns early when a child ends.

        Raises StopRequested when the person wants to stop.
        """
        if self._wishes_to_stop:
            raise StopRequested
        self._listen(seconds)
        if self._wishes_to_stop:
            raise StopRequested

    def wait_for(self, pipe: int) -> None:
        """Wait until somebody writes into the pipe, keeping the parts running meanwhile."""
        os.set_blocking(pipe, False)
        self._selector.register(pipe, selectors.EVENT_READ, None)
        try:
            while not _has_byte(pipe):
                self.keep_running()
        finally:
            self._selector.unregister(pipe)

    def keep_running(self) -> None:
        """One turn: wait a little, and start again what has ended."""
        self.pause(self._until_next_start())
        if self.postgres and not self.postgres.pid and not self._postgres_part.start_at:
            self._rest(self._postgres_part, self.postgres.how_it_ended())
        if self._is_due(self._postgres_part):
            self._restart_postgres()
        for part in self.parts:
            if part.ended:
                self._rest(part, part.how_it_ended())
            elif self._is_due(part):
                self._launch(part)

    def stop(self) -> None:
        """End every part, then PostgreSQL; a second Ctrl-C ends the patience."""
        self._wishes_to_stop = 0
        for part in self.parts:
            part.signal(signal.SIGTERM)
        patience = time.monotonic() + GRACE
        while any(part.process and not part.ended for part in self.parts):
            if time.monotonic() > patience or self._wishes_to_stop:
                for part in self.parts:
                    part.signal(signal.SIGKILL)
            self._listen(0.2)
        self._listen(0)
        if self.postgres:
            self.postgres.stop()

    def _launch(self, part: Part) -> None:
        for output in part.start():
            self._selector.register(output.pipe, selectors.EVENT_READ, (part, output))

    def _rest(self, part: Part, how: str) -> None:
        rest = part.plan_next_start()
        self.tell(
            _("%(part)s ended %(how)s and starts again in %(rest)s s.")
            % {"part": part.name, "how": how, "rest": f"{rest:g}"}
        )

    def _restart_postgres(self) -> None:
        assert self.postgres is not None
        self._postgres_part.start_at = None
        self.postgres.stop()
        try:
            self.postgres.start()
        except StartProblem as problem:
            self.tell(str(problem))

    def _is_due(self, part: Part) -> bool:
        return part.start_at is not None and time.monotonic() >= part.start_at

    def _until_next_start(self) -> float:
        starts = [part.start_at for part in (*self.parts, self._postgres_part) if part.start_at is not None]
        return max(0.0, min([start - time.monotonic() for start in starts], default=1.0))

    def _listen(self, seconds: float) -> None:
        for key, _events in self._selector.select(seconds):
            if key.fd == self._wake:
                os.read(self._wake, 4096)
            elif key.data is not None:
                self._forward(*key.data)

    def _forward(self, part: Part, output: Output) -> None:
        lines = output.read()
        if lines is None:
            self._selector.unregister(output.pipe)
            return
        stream = sys.stderr if output.prefix else sys.stdout
        for line in lines:
            text = line.decode(errors="replace")
            if output.prefix:
                part.last_words.append(text)
            self._write(stream, f"{output.prefix}{text}\n")

    def _write(self, stream: object, text: str) -> None:
        """Whoever read our output may have gone; then there is nobody left to run for."""
        try:
            print(text, end="", file=stream, flush=True)  # type: ignore[call-overload]
        except BrokenPipeError:
            self._wishes_to_stop += 1

    def _wish_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._wishes_to_stop += 1


def _has_byte(pipe: int) -> bool:
    try:
        return bool(os.read(pipe, 1))
    except BlockingIOError:
        return False
