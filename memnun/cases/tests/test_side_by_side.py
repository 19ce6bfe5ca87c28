"""What the clock's jobs do and what people and readers do to the same cases never stand in each other's way.

The jobs leave out what somebody holds and come back to it; whoever waited for both would be thrown out by
PostgreSQL, with all else done in the same transaction.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction

from memnun.cases import actions
from memnun.cases.actions.telling import locked
from memnun.cases.actions.tidying import close_rested, silence_follow_ups
from memnun.cases.models import Case, Escalation, FollowUp
from memnun.cases.testing import make_case
from memnun.foundation import clock
from memnun.people.testing import Cast

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30.0
"""Seconds after which a test that hangs fails."""


class Aside:
    """Work in another thread, with a connection of its own."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.problem: BaseException | None = None
        self._work = work
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        try:
            self._work()
        except BaseException as problem:
            self.problem = problem
        finally:
            connection.close()

    def start(self) -> None:
        self._thread.start()

    @property
    def rests(self) -> bool:
        """Whether it has ended or waits for a lock."""
        if not self._thread.is_alive():
            return True
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            return bool(cursor.fetchone()[0])

    def settle(self) -> None:
        """Wait until it has ended or waits for a lock."""
        until = time.monotonic() + PATIENCE
        while not self.rests:
            assert time.monotonic() < until, "it neither ended nor waited"
            time.sleep(0.01)

    def end(self) -> None:
        """Wait for its end; raises what it raised."""
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()
        if self.problem:
            raise self.problem


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return Cast()


def test_the_watch_leaves_out_cases_that_somebody_holds(cast: Cast) -> None:
    case = make_case(cast.brand)
    later = clock.now() + timedelta(days=9)
    watch = Aside(lambda: actions.watch_deadlines(later))
    with transaction.atomic():
        locked(case)
        watch.start()
        watch.settle()
        actions.note_answer(case, at=clock.now())
    watch.end()
    actions.watch_deadlines(later)
    assert Escalation.objects.filter(case=case).exists()


@pytest.mark.parametrize("job", [close_rested, silence_follow_ups])
def test_the_tidying_leaves_out_cases_that_somebody_holds(cast: Cast, job: Callable[..., int]) -> None:
    first, second = (make_case(cast.brand, never_joins=True) for _ in range(2))
    for case in (first, second):
        actions.resolve(case, done="Yapıldı", by=cast.elif_)
    asked = list(FollowUp.objects.order_by("id"))
    if job is silence_follow_ups:
        for each in asked:
            actions.note_asked(each)
    else:
        for each in asked:
            actions.waive(each, reason="Telefonda söyledi", by=cast.elif_)
    later = clock.now() + timedelta(days=60)
    Case.objects.filter(id=first.id, next_step_at__isnull=False).update(next_step_at=clock.now())
    tidying = Aside(lambda: job(later))
    with transaction.atomic():
        locked(second)
        tidying.start()
        tidying.settle()
        locked(first)
    tidying.end()
    job(later)
    assert set(Case.objects.values_list("state", flat=True)) == {"closed"}
