"""What the clock brings: warnings before deadlines, their ends, escalations after, each once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy

from memnun.cases import events as acts
from memnun.cases.actions.founding import settings_of
from memnun.cases.actions.telling import act_of
from memnun.cases.deadlines.terms import Pause
from memnun.cases.models import Awaiting, Case, Deadline, DeadlineKind, Escalation, EscalationStep
from memnun.cases.timing import Timing, retime
from memnun.events.actions import Act, record_many
from memnun.foundation import clock

BATCH = 200
DONE = {
    EscalationStep.Act.MANAGERS: gettext_lazy("shown to the managers"),
    EscalationStep.Act.URGENT: gettext_lazy("made more urgent"),
    EscalationStep.Act.TEAM: gettext_lazy("given to another team"),
}
"""What was done, in words for the log."""


@transaction.atomic
def watch_deadlines(now: datetime | None = None, limit: int = BATCH) -> int:
    """Do what is due at deadlines whose moment has come; returns how many were looked at.

    Deadlines of cases that somebody holds are left for the next time: every act holds the case first and its
    deadlines after it.
    """
    at = now or clock.now()
    rows = Deadline.objects.to_look_at(at).select_for_update(
        no_key=True, skip_locked=True, of=("self", "case")
    )
    deadlines = list(rows.select_related("case")[:limit])
    watch = _Watch.over(deadlines, at)
    told = [act for deadline in deadlines for act in watch.look(deadline)]
    watch.keep()
    Deadline.objects.bulk_update(deadlines, ["missed_at", "look_at", "due_at"])
    record_many(told)
    return len(deadlines)


@dataclass
class _Watch:
    """What is done about some deadlines at a moment, gathered so that it costs the same for one and for many."""

    at: datetime
    timings: dict[UUID, Timing]
    pauses: dict[UUID, list[Pause]]
    taken: dict[UUID, set[UUID]]
    fresh: list[Escalation] = field(default_factory=list)
    raised: set[UUID] = field(default_factory=set)
    moved: dict[UUID, UUID] = field(default_factory=dict)

    @classmethod
    def over(cls, deadlines: Sequence[Deadline], at: datetime) -> _Watch:
        """The clocks, pauses and steps taken of some deadlines."""
        brands = {deadline.brand_id for deadline in deadlines}
        taken: dict[UUID, set[UUID]] = {deadline.id: set() for deadline in deadlines}
        for deadline_id, step_id in Escalation.objects.filter(deadline__in=deadlines).values_list(
            "deadline_id", "step_id"
        ):
            taken[deadline_id].add(step_id)
        timings = {brand_id: Timing.of(settings_of(brand_id)) for brand_id in brands}
        return cls(at, timings, _pauses([deadline.case_id for deadline in deadlines]), taken)

    def look(self, deadline: Deadline) -> list[Act]:
        """Set when the deadline is due and looked at again, and take the steps whose moment has come."""
        case, timing, taken = deadline.case, self.timings[deadline.brand_id], self.taken[deadline.id]
        pauses, told = self.pauses.get(case.id, []), list[Act]()
        timing.set_due(deadline, case, pauses, frozenset(taken))
        if deadline.due_at is None or not deadline.running:
            return told
        what = str(DeadlineKind(deadline.kind).label)
        if deadline.missed_at is None and deadline.due_at <= self.at:
            deadline.missed_at = deadline.due_at
            told.append(act_of(acts.MISSED, case, None, what=what, deadline=str(deadline.id)))
        for step in timing.steps_of(deadline):
            if step.id in taken or timing.moment_of(step, deadline.due_at, case) > self.at:
                continue
            taken.add(step.id)
            self.fresh.append(
                Escalation(brand_id=deadline.brand_id, case=case, deadline=deadline, step=step, at=self.at)
            )
            told += self._take(step, deadline, what, over=deadline.due_at <= self.at)
        timing.set_due(deadline, case, pauses, frozenset(taken))
        return told

    def _take(self, step: EscalationStep, deadline: Deadline, what: str, *, over: bool) -> list[Act]:
        """Do a step. A warning that comes when the time is over already warns nobody; the end tells of itself."""
        case = deadline.case
        if step.minutes < 0 and over:
            return []
        if step.act == EscalationStep.Act.URGENT:
            self.raised.add(case.id)
        if step.act == EscalationStep.Act.TEAM and step.team_id and step.team_id != case.team_id:
            self.moved[case.id] = step.team_id
        if step.minutes < 0:
            return [act_of(acts.NEAR, case, None, what=what, deadline=str(deadline.id))]
        if step.act == EscalationStep.Act.WARN:
            return []
        act = str(DONE[EscalationStep.Act(step.act)])
        return [act_of(acts.ESCALATED, case, None, what=what, act=act, deadline=str(deadline.id))]

    def keep(self) -> None:
        """Write what was done: a statement each for steps, urgency and every team that was given cases."""
        Escalation.objects.bulk_create(self.fresh)
        if self.raised:
            Case.objects.filter(id__in=self.raised, urgency__lt=3).update(urgency=F("urgency") + 1)
        for team_id in set(self.moved.values()):
            given = [case_id for case_id, each in self.moved.items() if each == team_id]
            Case.objects.filter(id__in=given).update(team_id=team_id)


def _pauses(case_ids: list[UUID]) -> dict[UUID, list[Pause]]:
    found: dict[UUID, list[Pause]] = {}
    for each in Awaiting.objects.filter(case__in=case_ids):
        found.setdefault(each.case_id, []).append(Pause(each.since, each.until))
    return found


@transaction.atomic
def retime_some(brand_id: UUID, after: UUID | None, limit: int = BATCH) -> UUID | None:
    """Reckon the next open cases of a brand anew; gives the last one's id, None when there are no more."""
    cases = Case.objects.filter(brand_id=brand_id).open().order_by("id").select_for_update(no_key=True)
    if after:
        cases = cases.filter(id__gt=after)
    held = list(cases[:limit])
    if not held:
        return None
    timing = Timing.of(settings_of(brand_id))
    for case in held:
        retime(case, timing)
    return held[-1].id
