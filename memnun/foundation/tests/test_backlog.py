"""What waits is done; what fails holds up nothing else."""

from __future__ import annotations

import threading
from collections.abc import Collection
from datetime import timedelta

import pytest
from django.db import connection

from memnun.foundation import clock
from memnun.foundation.backlog import Backlog

AGAIN_AFTER = timedelta(minutes=1)


class Letters:
    """Letters that wait to be stamped, some of which cannot be."""

    def __init__(self, waiting: str, torn: str = "") -> None:
        self.waiting, self.torn, self.tried, self.stop = list(waiting), torn, "", threading.Event()
        self.backlog = Backlog(self.find, self.stamp, str.lower, AGAIN_AFTER)

    def find(self, less: Collection[str]) -> str | None:
        return next((letter for letter in self.waiting if letter.lower() not in less), None)

    def stamp(self, letter: str) -> None:
        self.tried += letter
        if letter in self.torn:
            raise ValueError("This letter is torn.")
        self.waiting.remove(letter)

    def work_off(self) -> str:
        """What was tried in one go."""
        self.tried = ""
        self.backlog.work_off(self.stop)
        return self.tried


@pytest.mark.django_db
def test_what_fails_is_set_aside_by_its_key_holds_up_nothing_and_is_tried_again_later(
    caplog: pytest.LogCaptureFixture,
) -> None:
    letters = Letters("ABaC", torn="B")
    assert letters.work_off() == "ABaC"
    assert "B failed and is tried again in 0:01:00." in caplog.text
    letters.waiting += ["b", "D"]
    with clock.frozen(clock.now() + AGAIN_AFTER / 2):
        assert letters.work_off() == "D"
    letters.torn = ""
    with clock.frozen(clock.now() + AGAIN_AFTER * 2):
        assert letters.work_off() == "Bb"
    assert letters.waiting == []


@pytest.mark.django_db
def test_nothing_is_begun_after_the_worker_is_told_to_stop() -> None:
    letters = Letters("A")
    letters.stop.set()
    assert letters.work_off() == ""


def test_a_database_that_is_away_is_no_fault_of_what_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "is_usable", lambda: False)
    letters = Letters("A", torn="A")
    with pytest.raises(ValueError, match="torn"):
        letters.work_off()
    letters.torn = ""
    assert letters.work_off() == "A"
