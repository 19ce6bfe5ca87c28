"""Sets what follows from a case's inputs: when each deadline is due, when to look at it, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from memnun.cases.deadlines.reckoning import NoWorkingTime, reckon, step_back
from memnun.cases.deadlines.stepping import next_step
from memnun.cases.deadlines.terms import Pause, Reckoning, Term, Unit
from memnun.cases.models import (
    Awaiting,
    Case,
    CaseSettings,
    Deadline,
    DeadlineKind,
    Escalation,
    EscalationStep,
    FollowUp,
    Promise,
    State,
    Step,
    WorkingCalendar,
)
from memnun.cases.models.calendar import read_zone
from memnun.foundation.business_time import Calendar
from memnun.people.asking_together import Question
from memnun.people.models import Brand
from memnun.people.written import written_once

STEP_OF = {
    DeadlineKind.FIRST_ANSWER: Step.FIRST_ANSWER,
    DeadlineKind.NEXT_ANSWER: Step.ANSWER,
    DeadlineKind.CHANNEL: Step.ANSWER,
    DeadlineKind.SOLUTION: Step.SOLVE,
    DeadlineKind.LEGAL: Step.SOLVE,
}


class Calendars:
    """The calendars of one brand, read once."""

    def __init__(self, brand_id: UUID) -> None:
        self.brand_id = brand_id

    @cached_property
    def rows(self) -> list[WorkingCalendar]:
        """All of them with their days."""
        return _calendars(self.brand_id)

    @cached_property
    def standard(self) -> Calendar:
        """The brand's own, or the standard week in its zone."""
        own = next((row for row in self.rows if row.branch_id is None), None)
        if own:
            return own.calendar
        [zone] = _zones(self.brand_id)
        return Calendar(zone=read_zone(zone))

    def row_of_branch(self, branch_id: UUID | None) -> WorkingCalendar | None:
        """The calendar a case of this branch is held to; None for the brand's own."""
        return next((row for row in self.rows if branch_id and row.branch_id == branch_id), None)

    def find(self, calendar_id: UUID | None, branch_id: UUID | None = None) -> Calendar:
        """The calendar of that id, else the branch's, else the brand's."""
        row = next((row for row in self.rows if calendar_id and row.id == calendar_id), None)
        row = row or self.row_of_branch(branch_id)
        return row.calendar if row else self.standard


@dataclass
class Timing:
    """Everything of a brand that timing needs."""

    calendars: Calendars
    settings: CaseSettings
    steps: list[EscalationStep]

    @classmethod
    def of(cls, settings: CaseSettings) -> Timing:
        """Read it for the brand of these settings."""
        return cls(Calendars(settings.brand_id), settings, _steps(settings.brand_id))

    def calendar_of(self, case: Case) -> Calendar:
        """The calendar the case is held to."""
        return self.calendars.find(case.working_calendar_id, case.branch_id)

    def reckoning(self, deadline: Deadline, case: Case, pauses: Sequence[Pause]) -> Reckoning | None:
        """How the deadline comes about; None for one with a date of its own."""
        if deadline.fixed_at:
            return None
        still = pauses if deadline.pausable else ()
        return reckon(deadline.start_at, deadline.term, self.calendar_of(case), still)

    def set_due(
        self, deadline: Deadline, case: Case, pauses: Sequence[Pause], taken: frozenset[UUID] = frozenset()
    ) -> None:
        """Set when it is due and when to look at it; `taken` are the steps that were taken already."""
        found = self.reckoning(deadline, case, pauses)
        deadline.due_at = found.due if found else deadline.fixed_at
        if deadline.missed_at and (deadline.due_at is None or deadline.due_at > deadline.missed_at):
            deadline.missed_at = None
        deadline.look_at = self._look_at(deadline, case, taken) if deadline.running else None

    def moment_of(self, step: EscalationStep, due_at: datetime, case: Case) -> datetime:
        """When a step of a deadline is due."""
        calendar = self.calendar_of(case)
        try:
            if step.minutes < 0:
                return step_back(due_at, -step.minutes, calendar)
            return reckon(due_at, Term(step.minutes), calendar).due or due_at
        except NoWorkingTime:
            return due_at + timedelta(minutes=step.minutes)

    def steps_of(self, deadline: Deadline) -> list[EscalationStep]:
        """The steps that hold for a deadline."""
        return [step for step in self.steps if step.kind in ("", deadline.kind)]

    def _look_at(self, deadline: Deadline, case: Case, taken: frozenset[UUID]) -> datetime | None:
        if deadline.due_at is None:
            return None
        waiting = [step for step in self.steps_of(deadline) if step.id not in taken]
        moments = [self.moment_of(step, deadline.due_at, case) for step in waiting]
        if deadline.missed_at is None:
            moments.append(deadline.due_at)
        return min(moments, default=None)

    def set_next_step(
        self,
        case: Case,
        deadlines: Iterable[Deadline],
        promises: Iterable[Promise] = (),
        awaited_since: datetime | None = None,
        follow_up: FollowUp | None = None,
    ) -> None:
        """Set what comes next, from what is running."""
        candidates: list[tuple[datetime | None, str]] = [
            (promise.due_at, Step.PROMISE) for promise in promises
        ]
        if case.state == State.CLOSED:
            case.next_step, case.next_step_at = Step.NONE, None
            return
        if case.state == State.RESOLVED:
            candidates.append(self._after_solution(case, follow_up))
        else:
            candidates += [
                (each.due_at, STEP_OF[DeadlineKind(each.kind)]) for each in deadlines if each.running
            ]
            candidates.append((case.own_step_at, Step.OWN))
        if awaited_since:
            candidates.append((self._remind_at(case, awaited_since), Step.REMIND))
        found = next_step(candidates) or (case.opened_at, Step.SOLVE.value)
        case.next_step_at, case.next_step = found

    def _after_solution(self, case: Case, follow_up: FollowUp | None) -> tuple[datetime, str]:
        if follow_up and follow_up.state == FollowUp.State.PLANNED:
            return follow_up.since, Step.FOLLOW_UP
        if follow_up and follow_up.state == FollowUp.State.ASKED:
            return follow_up.until, Step.NONE
        solved = case.resolved_at or case.opened_at
        return solved + timedelta(days=self.settings.reopens_within_days), Step.NONE

    def _remind_at(self, case: Case, since: datetime) -> datetime:
        days = max(self.settings.reminds_after_days, 1)
        try:
            return reckon(since, Term(days, Unit.WORKING_DAYS), self.calendar_of(case)).due or since
        except NoWorkingTime:
            return since + timedelta(days=days)


def pauses_of(case: Case) -> list[Pause]:
    """The stretches in which the customer was awaited."""
    return [Pause(each.since, each.until) for each in awaited(case.id)]


def questions_of_timing(brand_id: UUID) -> list[Question | None]:
    """What `Timing` and its calendars will ask."""
    asked = (standing_settings, _steps, _calendars, _zones)
    return [each.question(brand_id) for each in asked]


@written_once
def awaited(case_id: UUID) -> QuerySet[Awaiting]:
    """The waits of a case."""
    return Awaiting.objects.filter(case=case_id)


@written_once
def standing_settings(brand_id: UUID) -> QuerySet[CaseSettings]:
    """The settings of a brand that works with cases already."""
    return CaseSettings.objects.filter(brand_id=brand_id)


@written_once
def _steps(brand_id: UUID) -> QuerySet[EscalationStep]:
    return EscalationStep.objects.filter(brand_id=brand_id)


@written_once
def _calendars(brand_id: UUID) -> QuerySet[WorkingCalendar]:
    return WorkingCalendar.objects.filter(brand_id=brand_id).prefetch_related("days")


@written_once
def _zones(brand_id: UUID) -> QuerySet[Brand, str]:
    return Brand.objects.filter(id=brand_id).values_list("time_zone", flat=True)


def retime(case: Case, timing: Timing) -> None:
    """Reckon everything of a case anew from its inputs and save it."""
    pauses = pauses_of(case)
    deadlines = list(Deadline.objects.filter(case=case).running())
    taken = _taken(deadlines)
    for deadline in deadlines:
        timing.set_due(deadline, case, pauses, taken.get(deadline.id, frozenset()))
    Deadline.objects.bulk_update(deadlines, ["due_at", "look_at", "missed_at"])
    follow_up = FollowUp.objects.filter(case=case).unfinished().first()
    awaited = next((pause.since for pause in pauses if pause.until is None), None)
    timing.set_next_step(case, deadlines, Promise.objects.filter(case=case).open(), awaited, follow_up)
    case.save()


def _taken(deadlines: Iterable[Deadline]) -> dict[UUID, frozenset[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    rows = Escalation.objects.filter(deadline__in=[each.id for each in deadlines])
    for deadline_id, step_id in rows.values_list("deadline_id", "step_id"):
        found.setdefault(deadline_id, set()).add(step_id)
    return {id: frozenset(steps) for id, steps in found.items()}
