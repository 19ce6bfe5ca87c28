"""Loops run until they are stopped, and again after they fail."""

import threading

import pytest

from memnun.config import loops


def test_a_loop_works_until_the_block_ends() -> None:
    stopped = threading.Event()

    def loop(stop: threading.Event) -> None:
        stop.wait(10)
        stopped.set()

    with loops.running({"one": loop}) as working:
        while "one" not in working:
            pass
    assert stopped.is_set()


def test_a_loop_that_fails_is_run_again(monkeypatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(loops, "FIRST_REST", 0.01)
    runs: list[int] = []
    again = threading.Event()

    def loop(stop: threading.Event) -> None:
        runs.append(1)
        if len(runs) == 1:
            raise ValueError("broken")
        again.set()
        stop.wait(10)

    with loops.running({"one": loop}):
        assert again.wait(10)
    assert "The loop one failed" in caplog.text


def test_loops_of_rooms_that_are_not_built_are_left_out() -> None:
    assert loops.present({"none": "memnun.none.loop:run"}) == {}
