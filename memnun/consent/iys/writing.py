"""The file with which a brand tells İYS what is due."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from uuid import UUID

from django.db import transaction

from memnun.consent import events as acts
from memnun.consent.iys import rules
from memnun.consent.models import Consent, ConsentState, ConsentStatus, IysFile, IysReport, RecipientType
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.foundation.clock import ISTANBUL
from memnun.people.models import Brand, Person

COLUMNS = ("type", "source", "recipient", "status", "consentDate", "recipientType")
"""The names of İYS's own programming interface, in the order in which the file has them."""

MOMENT = "%Y-%m-%d %H:%M:%S"
LARGEST_FILE = 50_000
BATCH = 500


class NothingDue(ValueError):
    """There is nothing İYS waits for."""


def make_file(brand: Brand, *, by: Person) -> IysFile:
    """Gather what waits into a file; its reports count as sent. Raises NothingDue.

    What İYS would refuse by its rules stays out and is marked with the reason. A late refusal goes all the
    same: it has to be there.
    """
    made = gather_file(brand, by, LARGEST_FILE)
    if made is None:
        raise NothingDue
    return made


@transaction.atomic
def gather_file(brand: Brand, by: Person | None, most: int) -> IysFile | None:
    """The same for at most so many rows; None when nothing is left to tell. `by` is None for an account."""
    waiting = IysReport.objects.filter(brand=brand, state=IysReport.State.WAITING)
    reports = list(
        waiting.select_related("consent")
        .select_for_update(no_key=True, of=("self",), skip_locked=True)
        .order_by("consent__taken_at", "consent_id")[:most]
    )
    now, refused = clock.now(), _refusals(brand, reports)
    for code in set(refused.values()):
        ids = [id for id, each in refused.items() if each == code]
        IysReport.objects.filter(consent_id__in=ids).update(
            state=IysReport.State.REFUSED, problem=code, changed_at=now
        )
    ids = [report.consent_id for report in reports if report.consent_id not in refused]
    if not ids:
        return None
    made = IysFile.objects.create(
        brand=brand, kind=IysFile.Kind.EXPORT, name=f"iys-{now.astimezone(ISTANBUL):%Y%m%d-%H%M}.csv",
        rows=len(ids), by=by, at=now,
    )  # fmt: skip
    IysReport.objects.filter(consent_id__in=ids).update(state=IysReport.State.SENT, file=made, changed_at=now)
    record(acts.FILE_MADE, brand_id=brand.id, by=by, subject_id=made.id, count=len(ids))
    return made


def _refusals(brand: Brand, reports: Sequence[IysReport]) -> dict[UUID, str]:
    """The reports that İYS would refuse, with the code of the rule, as if told one after the other."""
    now, refused = clock.now(), dict[UUID, str]()
    addresses = {report.consent.address for report in reports}
    held = {
        (state.type, state.address, state.recipient_type): rules.Held(state.iys_status, state.iys_since)
        for state in ConsentState.objects.filter(brand=brand, address__in=addresses)
        if state.iys_status and state.iys_since
    }
    for report in reports:
        row = report.consent
        key = (row.type, row.address, row.recipient_type)
        told = rules.Report(row.recipient_type, row.status, row.taken_at, row.source)
        problem = rules.problem_with(told, held.get(key), now)
        if problem and not (problem.code == "too_old" and row.status == ConsentStatus.RET):
            refused[row.id] = problem.code
        else:
            held[key] = rules.Held(row.status, row.taken_at)
    return refused


def file_text(made: IysFile) -> Iterator[str]:
    """The CSV of a file, in pieces: oldest first, as İYS wants a refusal after its consent."""
    yield "\ufeff" + _lines([COLUMNS])
    rows = Consent.objects.filter(iys_report__file=made).order_by("taken_at", "id")
    batch = []
    for row in rows.iterator(chunk_size=BATCH):
        batch.append(fields_of(row))
        if len(batch) == BATCH:
            yield _lines(batch)
            batch = []
    yield _lines(batch)


@transaction.atomic
def mark_uploaded(made: IysFile, *, by: Person) -> int:
    """A person says that İYS took the file; returns how many reports count as there from now on."""
    made = IysFile.objects.select_for_update(no_key=True).get(id=made.id)
    if made.uploaded_at:
        return 0
    made.uploaded_by, made.uploaded_at = by, clock.now()
    made.save(update_fields=["uploaded_by", "uploaded_at"])
    sent = IysReport.objects.filter(file=made, state=IysReport.State.SENT)
    count = accept(list(sent.values_list("consent_id", flat=True)))
    record(acts.FILE_UPLOADED, brand_id=made.brand_id, by=by, subject_id=made.id, count=count)
    return count


def accept(consent_ids: list[UUID], transactions: dict[UUID, str] | None = None) -> int:
    """İYS has these rows of the ledger: their addresses stand there as they stand here."""
    now, done = clock.now(), 0
    for start in range(0, len(consent_ids), BATCH):
        ids = consent_ids[start : start + BATCH]
        reports = list(IysReport.objects.filter(consent_id__in=ids).select_related("consent"))
        for report in reports:
            report.state, report.changed_at, report.problem = IysReport.State.ACCEPTED, now, ""
            report.transaction_id = (transactions or {}).get(report.consent_id, report.transaction_id)
        IysReport.objects.bulk_update(reports, ["state", "changed_at", "problem", "transaction_id"])
        _settle([report.consent for report in reports])
        done += len(reports)
    return done


def _settle(rows: Iterable[Consent]) -> None:
    """What İYS was last told is what it holds; a consent that is newest is owed no longer."""
    now = clock.now()
    ordered = sorted(rows, key=lambda row: (row.taken_at, row.status == ConsentStatus.RET))
    told = {(row.brand_id, row.type, row.address, row.recipient_type): row for row in ordered}
    states = list(ConsentState.objects.filter(address__in={key[2] for key in told}))
    kept = []
    for state in states:
        row = told.get((state.brand_id, state.type, state.address, state.recipient_type))
        if row is None:
            continue
        state.iys_status, state.iys_since, state.iys_seen_at = row.status, row.taken_at, now
        if state.consent_id == row.id:
            state.iys_due_at = None
        kept.append(state)
    ConsentState.objects.bulk_update(kept, ["iys_status", "iys_since", "iys_seen_at", "iys_due_at"])


def fields_of(row: Consent) -> list[str]:
    """A row of the ledger in İYS's words, in the order of COLUMNS; merchants need neither date nor source."""
    merchant = row.recipient_type == RecipientType.TACIR
    return [
        row.type,
        "" if merchant else row.source,
        row.address,
        row.status,
        "" if merchant else f"{row.taken_at.astimezone(ISTANBUL):{MOMENT}}",
        row.recipient_type,
    ]


def _lines(rows: Iterable[Iterable[str]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
