"""Lists of calls brought in: looked into, mapped, read in batches, taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from memnun.channels.phone import events as acts
from memnun.channels.phone.call_rows import CallReader, ReadCall, WrongCall, propose, sample_dates
from memnun.channels.phone.finding import person_at
from memnun.channels.phone.hearing import told_of
from memnun.channels.phone.models import Call, CallImport, CallMapping
from memnun.channels.phone.parsing import FORM, encode
from memnun.channels.phone.recordings import DEFAULT_DAYS
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.foundation.tables.files import Nature, Unreadable, find_nature
from memnun.foundation.tables.rows import Row, read_header, read_rows
from memnun.foundation.turkish.date_reading import guess_date_order
from memnun.interactions.actions.removing import remove_contacts
from memnun.interactions.inbound import Inbound, receive
from memnun.interactions.models import ChannelAccount
from memnun.interactions.placing.batch import place_brand
from memnun.people.models import Person

BATCH = 500
PREVIEW = 8
SAMPLE = 200
MOST_WRONG = 200
STILL_WAITS = timedelta(days=7)
"""Missed calls of a list that are older are history: nobody waits for a call back any more."""
TABLES = ("csv", "xlsx", "jsonl")


@dataclass(frozen=True)
class Preview:
    """One row as it would come in, or what is wrong with it."""

    row: int
    call: Call | None
    problems: list[str]


def prepare(path: Path, *, account: ChannelAccount, by: Person, file_name: str) -> CallImport:
    """Look into a list and propose its columns, or take those used for such a list before. Raises Unreadable."""
    nature = find_nature(path)
    if nature.form not in TABLES:
        raise Unreadable(_("This is no table of calls. Export the list as CSV or Excel."))
    header = read_header(path, nature)
    saved = CallMapping.objects.filter(brand=account.brand, header=header_key(header)).first()
    proposed = dict(saved.columns) if saved else propose(header)
    columns = [[column, proposed.get(column, "")] for column in header]
    return CallImport.objects.create(
        brand=account.brand,
        account=account,
        by=by,
        file_name=file_name[:255],
        path=str(path),
        columns=columns,
    )


def set_columns(intake: CallImport, columns: dict[str, str]) -> None:
    """Say what the columns mean; kept for the next list of the same columns."""
    intake.columns = [[column, field] for column, field in columns.items()]
    intake.save(update_fields=["columns"])
    CallMapping.objects.update_or_create(
        brand_id=intake.brand_id, header=header_key(list(columns)), defaults={"columns": intake.columns}
    )


def preview(intake: CallImport) -> list[Preview]:
    """The first rows as they would come in."""
    path = Path(intake.path)
    nature = find_nature(path)
    rows = list(islice(read_rows(path, nature), SAMPLE))
    reader = _reader(intake, [row for _n, row in rows])
    shown = []
    for number, row in rows[:PREVIEW]:
        try:
            shown.append(Preview(number, _as_call(intake, reader.read(row)), []))
        except WrongCall as wrong:
            shown.append(Preview(number, None, wrong.problems))
    return shown


def run(import_id: str) -> None:
    """Read the whole list from where it stood, each batch in a transaction of its own."""
    intake = CallImport.objects.select_related("account__brand").get(id=import_id)
    if intake.state not in (CallImport.State.RUNNING, CallImport.State.FAILED):
        return
    try:
        _read_all(intake)
    except (Unreadable, OSError) as problem:
        intake.state, intake.problem = CallImport.State.FAILED, str(problem)[:2000]
        intake.save(update_fields=["state", "problem"])
        return
    with transaction.atomic():
        _settle_history(intake)
        intake.state = CallImport.State.DONE
        intake.save(update_fields=["state"])
        record(
            acts.CALLS_IMPORTED, brand_id=intake.brand_id, by=intake.by, subject_id=intake.id,
            file=intake.file_name, added=intake.rows_added,
        )  # fmt: skip


def _read_all(intake: CallImport) -> None:
    path = Path(intake.path)
    nature = find_nature(path)
    reader = _reader(intake, _sample(path, nature))
    rows = (entry for entry in read_rows(path, nature) if entry[0] > intake.resume_from)
    while batch := list(islice(rows, BATCH)):
        _store(intake, list(_read(reader, batch)), batch[-1][0])
        while place_brand(intake.brand_id, BATCH):
            pass


def _read(reader: CallReader, batch: Sequence[tuple[int, Row]]) -> Iterator[tuple[int, ReadCall | WrongCall]]:
    for number, row in batch:
        try:
            yield number, reader.read(row)
        except WrongCall as wrong:
            yield number, wrong


@transaction.atomic
def _store(intake: CallImport, read: Sequence[tuple[int, ReadCall | WrongCall]], last_row: int) -> None:
    calls = {one.heard.key: _as_call(intake, one) for _n, one in read if isinstance(one, ReadCall)}
    wrong = [{"row": number, "problems": one.problems} for number, one in read if isinstance(one, WrongCall)]
    known = Call.objects.filter(account_id=intake.account_id, key__in=calls).values_list("key", flat=True)
    for key in set(known):
        del calls[key]
    _receive(intake, [call for call in calls.values() if call.direction != "internal"])
    Call.objects.bulk_create(calls.values())
    intake.rows_read += len(read)
    intake.rows_added += len(calls)
    intake.rows_wrong += len(wrong)
    intake.rows_known = intake.rows_read - intake.rows_added - intake.rows_wrong
    intake.wrong = [*intake.wrong, *wrong][:MOST_WRONG]
    intake.resume_from = last_row
    intake.save(update_fields=["rows_read", "rows_added", "rows_known", "rows_wrong", "wrong", "resume_from"])


def _receive(intake: CallImport, calls: Sequence[Call]) -> None:
    account = intake.account
    with translation.override(account.brand.language):
        records = [Inbound(f"call-{call.key}", encode(told_of(call, account))) for call in calls]
    for call, received in zip(calls, receive(account, records, FORM, "import"), strict=True):
        call.raw_id = received.id


def _as_call(intake: CallImport, read: ReadCall) -> Call:
    heard = read.heard
    call = Call(
        brand_id=intake.brand_id, account_id=intake.account_id, key=heard.key, direction=heard.direction,
        number=heard.number, line=heard.line, extension=heard.extension, queue=heard.queue,
        began_at=heard.began_at or clock.now(), answered_at=heard.answered_at, ended_at=heard.ended_at, batch=intake,
    )  # fmt: skip
    if read.recording:
        days = int(intake.account.settings.get("recording_days") or DEFAULT_DAYS)
        call.recording, call.recording_until = read.recording, call.began_at + timedelta(days=days)
    call.person_id = person_at(intake.account, heard.extension)
    return call


SETTLE = """
UPDATE channel_phone_call missed SET settled_at = back.answered_at, settled_by_id = back.id
FROM channel_phone_call back
WHERE missed.brand_id = %(brand)s AND back.brand_id = missed.brand_id AND back.number = missed.number
    AND missed.direction = 'in' AND missed.ended_at IS NOT NULL AND missed.answered_at IS NULL
    AND missed.settled_at IS NULL AND back.direction = 'out' AND back.answered_at IS NOT NULL
    AND back.began_at > missed.began_at AND (missed.batch_id = %(batch)s OR back.batch_id = %(batch)s)
"""


def _settle_history(intake: CallImport) -> None:
    """Missed calls that the list shows were called back, or that are history, wait for nothing."""
    with connection.cursor() as cursor:
        cursor.execute(SETTLE, {"brand": intake.brand_id, "batch": intake.id})
    now = clock.now()
    old = Call.objects.filter(batch=intake, began_at__lt=now - STILL_WAITS).to_call_back()
    old.update(settled_at=now)


class CannotUndo(ValueError):
    """The list cannot be taken back while it is being read."""


def undo(import_id: str, *, by_id: str) -> int:
    """Take back what the list brought, in batches; can be interrupted and run again. Returns how many calls."""
    intake = CallImport.objects.get(id=import_id)
    if intake.state != CallImport.State.UNDOING:
        return 0
    removed = 0
    while count := _undo_batch(intake):
        removed += count
    with transaction.atomic():
        intake.state = CallImport.State.UNDONE
        intake.save(update_fields=["state"])
        record(
            acts.CALLS_IMPORT_UNDONE, brand_id=intake.brand_id, by=Person.objects.filter(id=by_id).first(),
            subject_id=intake.id, file=intake.file_name, count=removed,
        )  # fmt: skip
    return removed


@transaction.atomic
def _undo_batch(intake: CallImport) -> int:
    calls = list(Call.objects.filter(batch=intake).order_by("id")[:BATCH])
    raws = [call.raw_id for call in calls if call.raw_id]
    if raws:
        remove_contacts(intake.brand_id, raws, customers_since=intake.created_at)
    Call.objects.filter(settled_by__in=calls).update(settled_at=None, settled_by=None)
    Call.objects.filter(id__in=[call.id for call in calls]).delete()
    return len(calls)


def _sample(path: Path, nature: Nature) -> list[Row]:
    return [row for _number, row in islice(read_rows(path, nature), SAMPLE)]


def _reader(intake: CallImport, rows: list[dict[str, Any]]) -> CallReader:
    order = guess_date_order(sample_dates(intake.mapping, rows))
    return CallReader(intake.mapping, ZoneInfo(intake.brand.time_zone), order)


def header_key(header: list[str]) -> str:
    """The mark by which a mapping is found again for lists of the same columns."""
    return hashlib.sha256("\x1f".join(sorted(header)).encode("utf-8", "replace")).hexdigest()
