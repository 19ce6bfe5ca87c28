"""Taking over what İYS holds: the stricter side wins, and every difference is listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction

from memnun.consent import events as acts
from memnun.consent.actions.recording import LAW, Given, Key, record_consents, states_of
from memnun.consent.iys.parsing import IysRow, read_rows
from memnun.consent.iys.rules import Problem, wrong_moment
from memnun.consent.iys.writing import BATCH, accept
from memnun.consent.models import (
    OF_THE_CITIZEN,
    ConsentSource,
    ConsentState,
    ConsentStatus,
    IysFile,
    IysMismatch,
    IysReport,
)
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.people.models import Brand, Person

MOST_PROBLEMS = 1000
"""So many problems are kept by row; the rest of them is counted."""


@dataclass
class Taken:
    """What became of a file's rows."""

    rows: int = 0
    changed: int = 0
    problems: list[dict[str, Any]] = field(default_factory=list)
    problems_count: int = 0

    def refuse(self, row: int, problem: Problem) -> None:
        self.problems_count += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append({"row": row, "code": problem.code, "values": problem.values})


def read_file(brand: Brand, *, name: str, content: bytes, by: Person) -> IysFile:
    """Take over a file of İYS in portions, each its own transaction. Raises parsing.Unreadable."""
    taken, seen = Taken(), set[Key]()
    rows = iter(read_rows(content))
    while portion := list(islice(rows, BATCH)):
        good = []
        for number, row in portion:
            taken.rows += 1
            problem = row if isinstance(row, Problem) else _problem(row, seen)
            if problem:
                taken.refuse(number, problem)
            elif isinstance(row, IysRow):
                seen.add((row.type, row.address, row.recipient_type))
                good.append(row)
        taken.changed += take_over(brand, good, source_name=name)
    with transaction.atomic():
        kept = IysFile.objects.create(
            brand=brand, kind=IysFile.Kind.IMPORT, name=name[:200], rows=taken.rows, changed=taken.changed,
            problems=taken.problems, by=by,
        )  # fmt: skip
        record(
            acts.FILE_READ, brand_id=brand.id, by=by, subject_id=kept.id, count=taken.rows,
            changed=taken.changed, problems=taken.problems_count,
        )  # fmt: skip
    return kept


def _problem(row: IysRow, seen: set[Key]) -> Problem | None:
    if (row.type, row.address, row.recipient_type) in seen:
        return Problem("twice", {})
    return wrong_moment(row.taken_at, row.source, clock.now()) if row.taken_at else None


@transaction.atomic
def take_over(brand: Brand, rows: Sequence[IysRow], *, source_name: str) -> int:
    """Let the ledger know what İYS holds of these addresses; returns how many stand differently now."""
    given = [_given(row, source_name) for row in rows]
    states = states_of(brand, given)
    newer = [each for each in given if _is_taken(each, states.get(each.key))]
    _drop_overtaken(states[each.key].consent_id for each in newer if each.key in states)
    record_consents(newer, brand=brand, from_iys=True)
    taken = {each.key for each in newer}
    told = [each for each in given if each.key not in taken]
    _confirm(told, states)
    _list_mismatches(brand, told, states)
    return len(newer)


def _given(row: IysRow, source_name: str) -> Given:
    """A record without a date counts as standing since the law began, so that anything dated is newer."""
    return Given(
        row.type,
        row.address,
        row.status,
        row.source or ConsentSource.HS_2015,
        row.taken_at or LAW,
        row.recipient_type,
        evidence={"iys_file": source_name[:200]},
    )


def _is_taken(given: Given, state: ConsentState | None) -> bool:
    """A refusal that is newer, a consent the citizen gave at İYS later, and whatever was unknown here."""
    if state is None:
        return True
    if given.status == state.status or given.taken_at <= state.since:
        return False
    return given.status == ConsentStatus.RET or given.source in OF_THE_CITIZEN


def _drop_overtaken(consent_ids: Iterable[UUID]) -> None:
    """What İYS has something newer about need not be told to it any more."""
    IysReport.objects.unconfirmed().filter(consent_id__in=list(consent_ids)).update(
        state=IysReport.State.REFUSED, problem="not_newer", changed_at=clock.now()
    )


def _confirm(given: Iterable[Given], states: dict[Key, ConsentState]) -> None:
    """İYS holds this; what says the same here is accepted there."""
    now = clock.now()
    accepted: list[UUID] = []
    for each in given:
        state = states[each.key]
        state.iys_status, state.iys_since, state.iys_seen_at = each.status, each.taken_at, now
        if each.status == state.status:
            accepted.append(state.consent_id)
            state.iys_due_at = None
    ConsentState.objects.bulk_update(
        [states[each.key] for each in given], ["iys_status", "iys_since", "iys_seen_at", "iys_due_at"]
    )
    accept(accepted)


def _list_mismatches(brand: Brand, given: Iterable[Given], states: dict[Key, ConsentState]) -> None:
    """What is still on its way to İYS differs for a good reason; all other differences are listed once."""
    now = clock.now()
    rows = []
    for each in given:
        state = states[each.key]
        on_its_way = state.iys_due_at is not None and now < state.iys_due_at
        if each.status != state.status and not on_its_way:
            rows.append(
                IysMismatch(
                    brand=brand,
                    type=each.type,
                    address=each.address,
                    recipient_type=each.recipient_type,
                    ours=state.status,
                    theirs=each.status,
                    ours_at=state.since,
                    theirs_at=each.taken_at,
                )
            )
    IysMismatch.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def settle(row: IysMismatch, *, by: Person) -> None:
    """A person has looked into a difference; the stricter side goes on holding. Safe to repeat."""
    if IysMismatch.objects.filter(id=row.id, settled_at=None).update(settled_by=by, settled_at=clock.now()):
        record(acts.MISMATCH_SETTLED, brand_id=row.brand_id, by=by, subject_id=row.id, address=row.address)
