"""Solving a case, taking that back, opening it again, closing it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.cases import events as acts
from memnun.cases.actions.answering import end_wait, meet, working_time
from memnun.cases.actions.founding import settings_of
from memnun.cases.actions.telling import CannotAct, locked, locked_open, settle, tell
from memnun.cases.models import (
    Case,
    Deadline,
    DeadlineKind,
    FollowUp,
    Promise,
    Resolution,
    RootCause,
    State,
)
from memnun.foundation import clock
from memnun.interactions.actions.summarising import SENT_ITSELF
from memnun.interactions.models import Direction, Interaction
from memnun.interactions.models.reading import says_only_thanks
from memnun.people.models import Person

REOPENED_URGENCY = 2


@transaction.atomic
def resolve(
    case: Case, *, done: str, by: Person | None, cause: RootCause | None = None, refused: bool = False
) -> Resolution:
    """The case is solved; the customer is asked again between day 7 and 14.

    Raises CannotAct without a word on what was done, for a solved case, a cause of another brand, or while
    a promise is open: it is kept, moved or taken back first.
    """
    current = locked_open(case)
    if not done.strip():
        raise CannotAct(_("Please say what was done; the customer and your colleagues will read it."))
    if cause and cause.brand_id != current.brand_id:
        raise CannotAct(_("Choose a cause of this brand."))
    if Promise.objects.filter(case=current).open().exists():
        raise CannotAct(_("A promise is still open. Say first whether it was kept."))
    now = clock.now()
    end_wait(current, at=now, by=by)
    meet(current, list(DeadlineKind), at=now)
    _drop_rest(current, now)
    current.state, current.resolved_at = State.RESOLVED, now
    current.own_step_at, current.next_step_text = None, ""
    resolution = Resolution.objects.create(
        brand_id=current.brand_id,
        case=current,
        cause=cause,
        done=done.strip()[:2000],
        refused=refused,
        at_first_contact=_at_first_contact(current),
        took=int(working_time(current)(current.opened_at, now, True).total_seconds()),
        by=by,
        at=now,
    )
    _plan_follow_up(current, resolution)
    settle(current)
    tell(acts.RESOLVED, current, by, done=resolution.done[:200], resolution=str(resolution.id))
    return resolution


def _drop_rest(case: Case, now: datetime) -> None:
    """Deadlines that begin later than the solution fall away with it."""
    Deadline.objects.filter(case=case).running().update(dropped_at=now, look_at=None)


def _at_first_contact(case: Case) -> bool:
    """Whether one answer of a person was enough, and the customer did not have to write again but for thanks."""
    if case.reopened or case.conversation_id is None:
        return False
    contacts = Interaction.objects.filter(conversation=case.conversation_id, occurred_at__gt=case.opened_at)
    words = contacts.filter(direction=Direction.IN).select_related("reading")
    if any(not says_only_thanks(getattr(word, "reading", None)) for word in words):
        return False
    return contacts.filter(direction=Direction.OUT).exclude(SENT_ITSELF).count() <= 1


def _plan_follow_up(case: Case, resolution: Resolution) -> None:
    if not case.type.followed_up:
        return
    settings = settings_of(case.brand_id)
    FollowUp.objects.create(
        brand_id=case.brand_id,
        case=case,
        resolution=resolution,
        since=resolution.at + timedelta(days=settings.follow_up_from),
        until=resolution.at + timedelta(days=max(settings.follow_up_until, settings.follow_up_from)),
    )


@transaction.atomic
def undo_resolution(resolution: Resolution, *, by: Person) -> Case:
    """It was not solved after all: everything runs on as if it had never been. Raises CannotAct when too late.

    What the solution met runs again from its own start, so no clock is won by solving and undoing.
    """
    current = locked(resolution.case)
    standing = Resolution.objects.select_for_update(no_key=True).get(id=resolution.id)
    if standing.undone_at or current.state != State.RESOLVED:
        raise CannotAct(_("This can no longer be taken back."))
    if FollowUp.objects.filter(resolution=standing).exclude(state=FollowUp.State.PLANNED).exists():
        raise CannotAct(_("The customer was asked already. Open the case again instead."))
    _take_resolution_back(current, standing, by)
    again = Deadline.objects.filter(case=current, met_at=standing.at).exclude(kind=DeadlineKind.FIRST_ANSWER)
    again.update(met_at=None, took=None)
    Deadline.objects.filter(case=current, dropped_at=standing.at).update(dropped_at=None)
    if current.first_answered_at is None:
        Deadline.objects.filter(case=current, met_at=standing.at).update(met_at=None, took=None)
    current.state, current.resolved_at = State.WORKING, None
    settle(current)
    tell(acts.REOPENED, current, by, why=_("the solution was taken back"))
    return current


def _take_resolution_back(case: Case, resolution: Resolution, by: Person | None) -> None:
    resolution.undone_at, resolution.undone_by = clock.now(), by
    resolution.save(update_fields=["undone_at", "undone_by"])
    FollowUp.objects.filter(resolution=resolution).delete()


@transaction.atomic
def reopen(case: Case, *, by: Person | None, why: str, urgent: bool = False) -> Case:
    """The work goes on with the same owner; a new term for the solution begins.

    With `urgent` it comes back with priority. The former solution stays in the books, undone.
    """
    current = locked(case)
    if current.is_open:
        return current
    now = clock.now()
    standing = Resolution.objects.filter(case=current, undone_at=None).first()
    if standing:
        standing.undone_at, standing.undone_by, standing.came_back = now, by, True
        standing.save(update_fields=["undone_at", "undone_by", "came_back"])
        _waive(standing, why)
    current.state, current.resolved_at, current.closed_at = State.WORKING, None, None
    current.reopened += 1
    if urgent:
        current.urgency = max(current.urgency, REOPENED_URGENCY)
    if current.assignee and not current.assignee.active:
        current.assignee = None
    term = current.type.term("solution")
    Deadline.objects.create(
        brand_id=current.brand_id, case=current, kind=DeadlineKind.SOLUTION, start_at=now, amount=term.amount,
        unit=term.unit.value,
    )  # fmt: skip
    settle(current)
    tell(acts.REOPENED, current, by, why=why)
    return current


def _waive(resolution: Resolution, why: str) -> None:
    unfinished = FollowUp.objects.filter(resolution=resolution).unfinished()
    unfinished.update(state=FollowUp.State.WAIVED, reason=why[:300])


@transaction.atomic
def close(case: Case, *, by: Person | None = None) -> Case:
    """Nothing more is owed. Raises CannotAct for an open case or while its follow-up is unfinished."""
    current = locked(case)
    if current.state == State.CLOSED:
        return current
    if current.is_open:
        raise CannotAct(_("Solve the case first."))
    if FollowUp.objects.filter(case=current).unfinished().exists():
        raise CannotAct(_("The customer has yet to be asked whether it is solved."))
    current.state, current.closed_at = State.CLOSED, clock.now()
    settle(current)
    tell(acts.CLOSED, current, by)
    return current
