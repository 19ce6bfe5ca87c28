"""Asking again 7 to 14 days after a solution, and what the customer says."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.cases import events as acts
from memnun.cases.actions.resolving import close, reopen
from memnun.cases.actions.telling import CannotAct, locked, settle, tell
from memnun.cases.models import FollowUp, Resolution
from memnun.foundation import clock
from memnun.people.models import Person

State = FollowUp.State


@transaction.atomic
def note_asked(follow_up: FollowUp, *, by: Person | None = None) -> FollowUp:
    """The customer was asked, by message or by voice. Raises CannotAct when that is over."""
    current = _locked(follow_up, State.PLANNED)
    current.state, current.asked_at, current.by = State.ASKED, clock.now(), by
    current.save(update_fields=["state", "asked_at", "by"])
    settle(locked(current.case))
    tell(acts.FOLLOW_UP_ASKED, current.case, by)
    return current


@transaction.atomic
def note_lost(follow_up: FollowUp) -> bool:
    """The question did not reach the customer: they are still to be asked. Says whether anything changed."""
    case = locked(follow_up.case)
    waiting = FollowUp.objects.filter(id=follow_up.id, state=State.ASKED)
    if not waiting.update(state=State.PLANNED, asked_at=None):
        return False
    settle(case)
    tell(acts.FOLLOW_UP_LOST, case, None)
    return True


@transaction.atomic
def note_word(follow_up: FollowUp, *, solved: bool, by: Person | None = None) -> FollowUp:
    """The customer's word: solved closes the case, not solved opens it again for the same owner, urgent."""
    current = _locked(follow_up, State.PLANNED, State.ASKED)
    now = clock.now()
    current.state = State.SATISFIED if solved else State.UNSATISFIED
    current.asked_at, current.answered_at, current.by = current.asked_at or now, now, by
    current.save(update_fields=["state", "asked_at", "answered_at", "by"])
    Resolution.objects.filter(id=current.resolution_id).update(satisfied=solved)
    word = _("it is solved") if solved else _("it is not solved")
    tell(acts.FOLLOW_UP_ANSWERED, current.case, by, word=word)
    if solved:
        close(current.case)
    else:
        reopen(current.case, by=None, why=word, urgent=True)
    return current


@transaction.atomic
def waive(follow_up: FollowUp, *, reason: str, by: Person) -> FollowUp:
    """Not ask again, for a reason; the case closes. Raises CannotAct without a reason."""
    if not reason.strip():
        raise CannotAct(_("Please say why."))
    current = _locked(follow_up, State.PLANNED, State.ASKED)
    current.state, current.reason, current.by = State.WAIVED, reason.strip()[:300], by
    current.save(update_fields=["state", "reason", "by"])
    tell(acts.FOLLOW_UP_WAIVED, current.case, by, reason=current.reason)
    close(current.case, by=by)
    return current


@transaction.atomic
def note_silence(follow_up: FollowUp) -> FollowUp:
    """The customer was asked and said nothing until the last day: the case closes."""
    current = _locked(follow_up, State.ASKED)
    current.state = State.SILENT
    current.save(update_fields=["state"])
    close(current.case)
    return current


def _locked(follow_up: FollowUp, *states: str) -> FollowUp:
    locked(follow_up.case)
    current = FollowUp.objects.select_for_update(no_key=True).select_related("case").get(id=follow_up.id)
    if current.state not in states:
        raise CannotAct(_("This follow-up is over."))
    return current
