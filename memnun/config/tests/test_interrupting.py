"""Ctrl-C while a command is being loaded."""

import signal
import subprocess
import sys

from memnun.config.interrupting import ended_by_an_interrupt

LOST_IN_A_CALLBACK = """
import os, signal, weakref
from memnun.config.interrupting import ended_by_an_interrupt

class Loaded: pass

def forget():
    loaded = Loaded()
    watcher = weakref.ref(loaded, lambda gone: (os.kill(os.getpid(), signal.SIGINT), [None for _ in range(1000)]))
    del loaded

{way}
print("went on")
"""


def ran(way: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LOST_IN_A_CALLBACK.format(way=way)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_interrupt_ends_it_even_where_exceptions_are_ignored():
    assert "went on" in ran("forget()").stdout
    ended = ran("with ended_by_an_interrupt():\n    forget()")
    assert ended.returncode == -signal.SIGINT
    assert ended.stdout == ended.stderr == ""


def test_afterwards_an_interrupt_is_an_exception_again():
    with ended_by_an_interrupt():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_process_that_ignores_interrupts_goes_on_ignoring_them():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with ended_by_an_interrupt():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
