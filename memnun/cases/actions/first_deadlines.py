"""The deadlines a case begins with: its type's terms, the channel's own, the law's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from memnun.cases.actions.openings import Opening
from memnun.cases.deadlines.legal import PRIVACY, REFUND, refund_start
from memnun.cases.deadlines.terms import Unit
from memnun.cases.models import Case, Deadline, DeadlineKind, Law


def first_deadlines(case: Case, opening: Opening, now: datetime) -> Iterable[Deadline]:
    """What is due from the beginning on, not reckoned yet."""

    def begin(kind: DeadlineKind, name: str) -> Deadline:
        term = case.type.term(name)
        return Deadline(
            brand_id=case.brand_id, case=case, kind=kind, start_at=case.opened_at, amount=term.amount,
            unit=term.unit.value,
        )  # fmt: skip

    first = begin(DeadlineKind.FIRST_ANSWER, "first_answer")
    if opening.answered:
        first.met_at, first.took = now, 0
    yield first
    yield begin(DeadlineKind.SOLUTION, "solution")
    if opening.answer_by:
        yield _fixed(case, DeadlineKind.CHANNEL, opening.answer_by)
    if legal := legal_deadline(case, opening.legal_starts, opening.notice_date):
        yield legal


def legal_deadline(
    case: Case, starts: dict[str, datetime | None], notice_date: datetime | None
) -> Deadline | None:
    """The deadline of the law that the case's type brings; None for none or while its start is unknown.

    A refund whose start nobody told begins with the contact itself, which is the customer's notice.
    """
    law = Law(case.type.law)
    if law is Law.NOTICE:
        return _fixed(case, DeadlineKind.LEGAL, notice_date) if notice_date else None
    if law is Law.NONE:
        return None
    name, start = "", case.opened_at
    if law is Law.REFUND:
        name, start = refund_start(starts) or ("notice_at", case.opened_at)
    term = REFUND if law is Law.REFUND else PRIVACY
    return Deadline(
        brand_id=case.brand_id, case=case, kind=DeadlineKind.LEGAL, start_at=start, amount=term.amount,
        unit=term.unit.value, basis=name,
    )  # fmt: skip


def _fixed(case: Case, kind: DeadlineKind, at: datetime) -> Deadline:
    return Deadline(
        brand_id=case.brand_id, case=case, kind=kind, start_at=case.opened_at, fixed_at=at, amount=0,
        unit=Unit.MINUTES.value,
    )  # fmt: skip
