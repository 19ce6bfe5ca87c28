"""Promises: given, kept, moved with a reason before they fall due, broken, taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.cases import events as acts
from memnun.cases.actions.telling import CannotAct, locked, locked_open, settle, tell
from memnun.cases.models import Case, Promise, State
from memnun.foundation import clock
from memnun.people.models import Person

BATCH = 500


@transaction.atomic
def promise(
    case: Case, *, text: str, due_at: datetime, by: Person | None, message_id: UUID | None = None
) -> Promise:
    """Give the customer a dated word; `message_id` is the message that says it. Raises CannotAct for a moment that has passed or an empty text."""
    current = locked_open(case)
    made = _made(current, text, due_at, by, message_id)
    if current.state == State.NEW:
        current.state = State.WORKING
    settle(current)
    tell(acts.PROMISED, current, by, text=made.text, until=due_at.isoformat(), promise=str(made.id))
    return made


@transaction.atomic
def keep(made: Promise, *, by: Person | None) -> Promise:
    """What was promised is done. A promise past its time was broken and cannot be kept any more."""
    current = _open(made)
    if current.due_at < clock.now():
        return _break(current)
    _settle_promise(current, Promise.State.KEPT, by)
    tell(acts.PROMISE_KEPT, current.case, by, text=current.text, promise=str(current.id))
    return current


@transaction.atomic
def move(made: Promise, *, due_at: datetime, reason: str, by: Person) -> Promise:
    """Put a promise off before it falls due, with a reason; gives the new one.

    Raises CannotAct without a reason, for a moment that has passed, or when it is broken already.
    """
    if not reason.strip():
        raise CannotAct(_("Please say why; the customer will be told."))
    current = _open(made)
    if current.due_at < clock.now():
        raise CannotAct(_("This promise is past its time. Apologise and give a new one."))
    successor = _made(current.case, current.text, due_at, by)
    current.successor, current.reason = successor, reason.strip()[:300]
    current.save(update_fields=["successor", "reason"])
    _settle_promise(current, Promise.State.MOVED, by)
    tell(
        acts.PROMISE_MOVED, current.case, by, until=due_at.isoformat(), reason=current.reason,
        promise=str(successor.id),
    )  # fmt: skip
    return successor


@transaction.atomic
def take_back(made: Promise, *, reason: str, by: Person | None) -> Promise:
    """Withdraw a promise that was given by mistake. Raises CannotAct without a reason or when it is over."""
    if not reason.strip():
        raise CannotAct(_("Please say why."))
    current = _open(made)
    if current.due_at < clock.now():
        raise CannotAct(_("This promise is past its time. Apologise and give a new one."))
    current.reason = reason.strip()[:300]
    current.save(update_fields=["reason"])
    _settle_promise(current, Promise.State.TAKEN_BACK, by)
    tell(acts.PROMISE_TAKEN_BACK, current.case, by, reason=current.reason, promise=str(current.id))
    return current


@transaction.atomic
def mark_broken_promises(now: datetime | None = None, limit: int = BATCH) -> list[Promise]:
    """Mark what nobody kept in time; gives them. The apology waits as a draft for the owner."""
    due = Promise.objects.past_due(now or clock.now()).select_for_update(no_key=True, skip_locked=True)
    return [_break(made) for made in due.select_related("case")[:limit]]


def _break(made: Promise) -> Promise:
    _settle_promise(made, Promise.State.BROKEN, None)
    tell(acts.PROMISE_BROKEN, made.case, None, text=made.text, promise=str(made.id))
    return made


def _made(
    case: Case, text: str, due_at: datetime, by: Person | None, message_id: UUID | None = None
) -> Promise:
    now = clock.now()
    if not text.strip():
        raise CannotAct(_("Please say what is promised."))
    if due_at <= now:
        raise CannotAct(_("Please choose a time that is still to come."))
    return Promise.objects.create(
        brand_id=case.brand_id,
        case=case,
        customer_id=case.customer_id,
        text=" ".join(text.split())[:300],
        due_at=due_at,
        by=by,
        made_at=now,
        topic=case.topics[0] if case.topics else "",
        team_id=case.team_id,
        message_id=message_id,
        hours=max(round((due_at - now) / timedelta(hours=1)), 1),
    )


def _open(made: Promise) -> Promise:
    locked(made.case)
    current = (
        Promise.objects.select_for_update(no_key=True, of=("self",)).select_related("case").get(id=made.id)
    )
    if current.state != Promise.State.OPEN:
        raise CannotAct(_("This promise is settled already."))
    return current


def _settle_promise(made: Promise, state: str, by: Person | None) -> None:
    made.state, made.settled_at, made.settled_by = state, clock.now(), by
    made.save(update_fields=["state", "settled_at", "settled_by"])
    settle(locked(made.case))
