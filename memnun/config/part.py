"""One part of a running Memnun: a child process that is listened to, and started again when it ends."""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from memnun.config.children import start_child
from memnun.config.language import terminal_text as _
from memnun.config.problem import StartProblem

MOST_ENDS = 5
WITHIN = 60.0
"""A part that ends this often within so many seconds will not be helped by one more start."""
RESTS = (0.2, 1.0, 2.0, 4.0, 8.0)
LONGEST_LINE = 64 * 1024


@dataclass
class Output:
    """One pipe of a part, cut into lines."""

    prefix: str
    pipe: int
    rest: bytes = b""

    def read(self) -> list[bytes] | None:
        """The lines that are complete now, or None at the end."""
        try:
            read = os.read(self.pipe, LONGEST_LINE)
        except BlockingIOError:
            return []
        lines = (self.rest + read).split(b"\n")
        self.rest = lines.pop()
        if not read and self.rest:
            lines, self.rest = [self.rest], b""
        elif len(self.rest) >= LONGEST_LINE:
            lines.append(self.rest)
            self.rest = b""
        return lines if read or lines else None


@dataclass
class Part:
    """A command of Memnun's own, run as a child."""

    name: str
    arguments: Sequence[str]
    inherited: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None
    ends: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_ENDS))
    start_at: float | None = None
    last_words: deque[str] = field(default_factory=lambda: deque(maxlen=5))

    def start(self) -> list[Output]:
        """Start the process; its lines to the person, and its log lines with its name before them."""
        self.start_at = None
        self.process = start_child(
            [sys.executable, "-P", "-m", "memnun", self.name, *self.arguments],
            death_signal=signal.SIGKILL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            inherited=self.inherited,
        )
        outputs = []
        for prefix, pipe in (("", self.process.stdout), (f"{self.name} | ", self.process.stderr)):
            assert pipe is not None
            os.set_blocking(pipe.fileno(), False)
            outputs.append(Output(prefix, pipe.fileno()))
        return outputs

    @property
    def ended(self) -> bool:
        """Whether the process was started and is over."""
        return self.process is not None and self.process.poll() is not None

    def how_it_ended(self) -> str:
        """In words, for the person at the terminal."""
        assert self.process is not None
        code = self.process.returncode
        if code < 0:
            return _("by signal %(signal)s") % {"signal": signal.Signals(-code).name}
        return _("with exit status %(status)d") % {"status": code}

    def plan_next_start(self) -> float:
        """Note the end, and give the seconds to rest before the next start.

        Raises StartProblem when it ended too often.
        """
        now = time.monotonic()
        recent = [end for end in self.ends if now - end < WITHIN]
        if len(recent) == MOST_ENDS:
            raise StartProblem(
                _("%(part)s ended %(times)d times within a minute. Its last words: %(words)s")
                % {"part": self.name, "times": MOST_ENDS + 1, "words": " / ".join(self.last_words) or "–"}
            )
        self.ends.append(now)
        rest = RESTS[min(len(recent), len(RESTS) - 1)]
        self.process = None
        self.start_at = now + rest
        return rest

    def signal(self, number: signal.Signals) -> None:
        """Send the running process a signal."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)
