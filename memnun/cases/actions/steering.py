"""Setting by hand what a case is: its type, urgency, next step, and what starts the term of the law."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.cases import events as acts
from memnun.cases.actions.first_deadlines import legal_deadline
from memnun.cases.actions.telling import CannotAct, locked_open, settle, tell
from memnun.cases.models import Case, CaseLink, CaseType, Deadline, DeadlineKind
from memnun.cases.models.kinds import URGENCIES
from memnun.foundation import clock
from memnun.people.models import Person

TERMS = {
    DeadlineKind.FIRST_ANSWER: "first_answer",
    DeadlineKind.NEXT_ANSWER: "next_answer",
    DeadlineKind.SOLUTION: "solution",
}


@transaction.atomic
def set_type(case: Case, *, type: CaseType, by: Person) -> Case:
    """Make it a case of another type: its terms count from the same start as before."""
    current = locked_open(case)
    if type.brand_id != current.brand_id:
        raise CannotAct(_("Choose a type of this brand."))
    current.type = type
    for deadline in Deadline.objects.filter(case=current, kind__in=TERMS).running():
        term = type.term(TERMS[DeadlineKind(deadline.kind)])
        deadline.amount, deadline.unit = term.amount, term.unit.value
        deadline.save(update_fields=["amount", "unit"])
    _set_legal(current, {}, None)
    settle(current)
    tell(acts.TYPE_SET, current, by, type=type.name)
    return current


@transaction.atomic
def set_legal_start(
    case: Case, *, starts: dict[str, datetime | None], notice_date: datetime | None, by: Person
) -> Case:
    """Say when the customer gave notice, shipped, or the goods arrived; or the date a notice sets."""
    current = locked_open(case)
    _set_legal(current, starts, notice_date)
    settle(current)
    tell(acts.START_SET, current, by)
    return current


def _set_legal(case: Case, starts: dict[str, datetime | None], notice_date: datetime | None) -> None:
    Deadline.objects.filter(case=case, kind=DeadlineKind.LEGAL).running().update(
        dropped_at=clock.now(), look_at=None
    )
    if legal := legal_deadline(case, starts, notice_date):
        legal.save()


@transaction.atomic
def set_urgency(case: Case, *, urgency: int, by: Person) -> Case:
    """Set how urgent it is, 0 to 3."""
    current = locked_open(case)
    if not 0 <= urgency <= 3:
        raise CannotAct(_("Choose how urgent it is."))
    if urgency != current.urgency:
        current.urgency = urgency
        current.save(update_fields=["urgency"])
        tell(acts.URGENCY_SET, current, by, urgency=str(dict(URGENCIES)[urgency]))
    return current


@transaction.atomic
def set_step(case: Case, *, text: str, at: datetime | None, by: Person) -> Case:
    """Set a next step of one's own; without a moment it is taken away."""
    current = locked_open(case)
    if at and (not text.strip() or at <= clock.now()):
        raise CannotAct(_("Say what comes next, at a time that is still to come."))
    current.next_step_text, current.own_step_at = text.strip()[:200] if at else "", at
    settle(current)
    tell(acts.STEP_SET, current, by, what=current.next_step_text or "–")
    return current


@transaction.atomic
def link(case: Case, *, other: Case, by: Person) -> CaseLink:
    """Say that two cases of one brand belong together."""
    if case.id == other.id or case.brand_id != other.brand_id:
        raise CannotAct(_("Choose another case of this brand."))
    made, fresh = CaseLink.objects.get_or_create(
        case=case, other=other, defaults={"brand_id": case.brand_id, "by": by}
    )
    if fresh:
        tell(acts.LINKED, case, by, other=other.label)
    return made
