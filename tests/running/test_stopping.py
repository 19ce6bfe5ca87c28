"""However it is stopped, nothing is left behind and the next start works."""

import os
import signal
import time
from itertools import cycle
from pathlib import Path

import pytest

from memnun.config.web import GRACE
from tests.running.installation import Installation, how_busy, sign_in


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_running_memnun_stops_in_order_and_leaves_no_process(install, number: signal.Signals) -> None:
    memnun = install()
    memnun.start_and_wait()
    assert memnun.stop(number) == 0
    memnun.wait_until_gone()
    assert "Traceback" not in memnun.said()


def test_open_streams_do_not_hold_up_the_stop(install) -> None:
    memnun = install()
    browser = sign_in(memnun.start_and_wait())
    with browser.open(f"{memnun.url}/live/events") as stream:
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        started = time.monotonic()
        assert memnun.stop() == 0
        assert (time.monotonic() - started) / how_busy() < GRACE
        assert stream.read() is not None


def test_interrupted_and_killed_while_it_starts_for_the_first_time_it_starts_in_the_end(shelf: Path) -> None:
    memnun = Installation(shelf / "interrupted")
    signals = cycle([signal.SIGINT, signal.SIGKILL])
    for moment, number in zip((0.05, 0.2, 0.4, 0.6, 0.9, 1.3, 2.0), signals, strict=False):
        memnun.start()
        time.sleep(moment)
        ended = memnun.stop(number)
        assert ended in (0, 130, -number) or is_python_interrupted(ended, memnun.said()), memnun.said()
        memnun.wait_until_gone()
    memnun.start_and_wait()
    assert memnun.stop() == 0


def is_python_interrupted(ended: int, said: str) -> bool:
    """Whether Python was still loading its own modules when it was interrupted: nothing of ours had begun."""
    return ended == 1 and "Preparing" not in said and said.rstrip().endswith("KeyboardInterrupt")


def test_killing_the_supervisor_takes_everything_down_and_the_next_start_recovers(install) -> None:
    memnun = install()
    memnun.start_and_wait()
    memnun.stop(signal.SIGKILL)
    memnun.wait_until_gone(5.0)
    memnun.start_and_wait()
    memnun.wait_for_page()


def test_every_part_that_is_killed_comes_back(install) -> None:
    memnun = install()
    memnun.start_and_wait()
    for part in ("worker", "clock", "web", "postgresql"):
        killed = wait_for_part(memnun, part)
        os.kill(killed, signal.SIGKILL)
        memnun.wait_for(rf"{part} ended .* and starts again")
        assert wait_for_part(memnun, part, not_the=killed) != killed
    memnun.wait_for_page()


def test_everything_killed_at_once_recovers_at_the_next_start(install) -> None:
    memnun = install()
    memnun.start_and_wait()
    for pid in memnun.processes():
        try_to_kill(pid)
    memnun.wait_until_gone()
    memnun.process.wait()
    memnun.start_and_wait()
    memnun.wait_for_page()


def test_a_process_id_that_another_program_now_has_does_not_stop_the_start(install) -> None:
    memnun = install()
    pid_file = memnun.data / "postgresql" / "postmaster.pid"
    pid_file.write_text(
        f"{os.getpid()}\n{memnun.data}/postgresql\n1\n5432\n{memnun.data}/run\n\n1 1\nready\n"
    )
    memnun.start_and_wait()


def try_to_kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def wait_for_part(memnun: Installation, part: str, not_the: int = 0) -> int:
    patience = time.monotonic() + 15
    while time.monotonic() < patience:
        try:
            if (pid := memnun.process_of(part)) != not_the:
                return pid
        except StopIteration:
            pass
        time.sleep(0.02)
    raise AssertionError(f"{part} did not come back:\n{memnun.said()}")
