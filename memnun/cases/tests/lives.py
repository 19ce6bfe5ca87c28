"""Random lives of cases: what people, customers and the clock do by chance."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

from memnun.cases import actions
from memnun.cases.actions import CannotAct
from memnun.cases.actions.tidying import close_rested, silence_follow_ups
from memnun.cases.models import Case, Concession, FollowUp, Promise
from memnun.cases.testing import make_case
from memnun.foundation import clock
from memnun.foundation.clock import FrozenClock
from memnun.people.models import Person
from memnun.people.testing import Cast


class Life:
    """One case to which things happen by chance."""

    def __init__(self, cast: Cast, chance: random.Random) -> None:
        self.cast, self.chance = cast, chance
        self.case = make_case(
            cast.brand,
            type=chance.choice(["complaint", "withdrawal", "privacy", "request"]),
            never_joins=True,
        )

    @property
    def somebody(self) -> Person:
        return self.chance.choice([self.cast.elif_, self.cast.burak, self.cast.murat])

    def step(self) -> None:
        deeds: list[Callable[[], object]] = [
            self.wait, self.answer, self.reply, self.promise, self.settle, self.solve, self.undo, self.reopen,
            self.follow, self.concede, self.steer,
        ]  # fmt: skip
        with suppress(CannotAct):
            self.chance.choice(deeds)()
        self.case = Case.objects.get(id=self.case.id)

    def wait(self) -> None:
        actions.await_customer(self.case, what="Fotoğraf", by=self.somebody)

    def answer(self) -> None:
        actions.note_answer(self.case, at=clock.now())

    def reply(self) -> None:
        actions.note_reply(self.case, at=clock.now())

    def promise(self) -> None:
        hours = self.chance.randrange(1, 200)
        actions.promise(self.case, text="Ara", due_at=clock.now() + timedelta(hours=hours), by=self.somebody)

    def settle(self) -> None:
        made = Promise.objects.filter(case=self.case).open().first()
        if made and self.chance.random() < 0.5:
            actions.keep(made, by=self.somebody)
        elif made:
            actions.move(made, due_at=clock.now() + timedelta(hours=30), reason="Gecikti", by=self.somebody)

    def solve(self) -> None:
        actions.resolve(self.case, done="Yapıldı", by=self.somebody)

    def undo(self) -> None:
        if standing := self.case.resolutions.filter(undone_at=None).first():
            actions.undo_resolution(standing, by=self.somebody)

    def reopen(self) -> None:
        actions.reopen(self.case, by=self.somebody, why="Olmadı")

    def follow(self) -> None:
        follow_up = FollowUp.objects.filter(case=self.case).unfinished().first()
        if follow_up is None:
            return
        deed = self.chance.randrange(3)
        if deed == 0:
            actions.note_asked(follow_up)
        elif deed == 1:
            actions.note_word(follow_up, solved=self.chance.random() < 0.5)
        else:
            actions.waive(follow_up, reason="Telefonda söyledi", by=self.somebody)

    def concede(self) -> None:
        amount = Decimal(self.chance.randrange(0, 100_000)) / 100
        given = actions.concede(self.case, kind="refund", amount=amount, reason="Gecikme", by=self.somebody)
        if given.state == Concession.State.ASKED:
            actions.approve(given, by=self.cast.murat)

    def steer(self) -> None:
        actions.set_urgency(self.case, urgency=self.chance.randrange(4), by=self.somebody)
        actions.set_step(self.case, text="Depoyu ara", at=clock.now() + timedelta(hours=3), by=self.somebody)


def let_time_pass(chance: random.Random, frozen: FrozenClock) -> None:
    """Move the clock and do what the clock's jobs do."""
    frozen.move(timedelta(minutes=chance.choice([5, 50, 600, 3000, 9000, 20_000])))
    actions.watch_deadlines()
    actions.mark_broken_promises()
    silence_follow_ups()
    close_rested()
