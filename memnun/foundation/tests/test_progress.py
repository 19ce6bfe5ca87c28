"""How a long work tells how far it has come."""

from __future__ import annotations

import io

from memnun.foundation.progress import IN_A_LOG, ON_SCREEN, Progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(stream: io.StringIO, every: float, times: int) -> str:
    """What stands after so many tellings, `every` seconds apart."""
    moment = 0.0
    progress = Progress(stream, now=lambda: moment)
    for number in range(1, times + 1):
        moment += every
        progress.tell(f"{number} rows")
    progress.end(f"{times} rows, done")
    return stream.getvalue()


def test_on_a_screen_one_line_is_written_over_and_over() -> None:
    shown = told(Screen(), every=ON_SCREEN * 1.5, times=3)
    assert shown.count("\n") == 1
    assert shown.split("\r")[1:] == ["1 rows\x1b[K", "2 rows\x1b[K", "3 rows\x1b[K", "3 rows, done\x1b[K\n"]


def test_a_log_gets_whole_lines_and_few_of_them() -> None:
    shown = told(io.StringIO(), every=IN_A_LOG * 0.3, times=9)
    assert shown.splitlines() == ["4 rows", "8 rows", "9 rows, done"]


def test_seconds_are_never_zero_so_that_a_rate_can_be_told() -> None:
    assert Progress(io.StringIO(), now=lambda: 5.0).seconds > 0
