"""Bringing a file in from beginning to end, and taking it back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from memnun.archive import events as acts
from memnun.archive.intake import mail
from memnun.archive.intake.columns import propose
from memnun.archive.intake.rows import RowReader, WrongRowError, sample_dates
from memnun.archive.intake.storing import Incoming, Storing
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.foundation.tables.files import Nature, Unreadable, digest, find_nature
from memnun.foundation.tables.rows import Row, read_header, read_rows
from memnun.foundation.turkish.date_reading import guess_date_order
from memnun.interactions import contact as contacts
from memnun.interactions.models import Import, ImportMapping, RawInbound, WrongRow
from memnun.interactions.models.raw import RawState
from memnun.interactions.placing.batch import place_brand
from memnun.people.models import Brand, Person

BATCH = 500
SAMPLE = 400
PREVIEW = 20
MAIL_FORMS = ("mbox", "eml")
Progress = Callable[[Import], None]


def prepare(
    path: Path, *, brand: Brand, by: Person | None, file_name: str = "", channel: str = "web"
) -> Import:
    """Look into a file and propose how to read it; a mapping saved for the same header is used again.

    Raises Unreadable with a sentence for people.
    """
    nature = find_nature(path)
    columns: dict[str, str] = {}
    if nature.form not in MAIL_FORMS:
        header = read_header(path, nature)
        saved = ImportMapping.objects.filter(brand=brand, header=header_key(header)).first()
        columns = dict(saved.columns) if saved else propose(header, sample(path, nature))
    return Import.objects.create(
        brand=brand,
        by=by,
        file_name=(file_name or path.name)[:255],
        path=str(path),
        sha256=digest(path),
        form=nature.form,
        encoding=nature.encoding,
        delimiter=nature.delimiter,
        columns=list(columns.items()),
        channel="email" if nature.form in MAIL_FORMS else channel,
    )


def nature_of(intake: Import) -> Nature:
    """How the file of an import is read."""
    return Nature(intake.form, intake.encoding, intake.delimiter)


def sample(path: Path, nature: Nature, count: int = SAMPLE) -> list[Row]:
    """The first rows of a table."""
    return [row for _number, row in islice(read_rows(path, nature), count)]


def preview(intake: Import) -> list[tuple[Row, contacts.Contact | None, list[str]]]:
    """The first twenty rows as they would be read: (row, contact or None, what is wrong)."""
    rows = sample(Path(intake.path), nature_of(intake))
    reader = _reader(intake, rows)
    shown: list[tuple[Row, contacts.Contact | None, list[str]]] = []
    for row in rows[:PREVIEW]:
        try:
            shown.append((row, reader.read(row), []))
        except WrongRowError as wrong:
            shown.append((row, None, wrong.problems))
    return shown


def set_columns(intake: Import, columns: dict[str, str], channel: str) -> None:
    """Say how the columns are read, and remember it for files with the same header."""
    intake.columns, intake.channel = list(columns.items()), channel
    intake.save(update_fields=["columns", "channel"])
    ImportMapping.objects.update_or_create(
        brand_id=intake.brand_id,
        header=header_key(list(columns)),
        defaults={"columns": list(columns.items()), "name": intake.file_name[:120]},
    )


def run(intake: Import, *, progress: Progress | None = None, own: set[str] | None = None) -> Import:
    """Read the whole file in batches of 500, from where it stood; memory does not grow with the file.

    Each batch is stored and placed before the next is read. An unreadable file leaves the import
    FAILED with its problem; running it again goes on after the last stored row.
    """
    intake.state, intake.started_at, intake.problem = (
        Import.State.RUNNING,
        intake.started_at or clock.now(),
        "",
    )
    intake.save(update_fields=["state", "started_at", "problem"])
    storing = Storing(intake)
    try:
        for batch in _batches(_entries(intake, own or set()), BATCH):
            incoming = [one for _number, one in batch if isinstance(one, Incoming)]
            wrong = [one for _number, one in batch if isinstance(one, WrongRow)]
            storing.store(incoming, wrong, batch[-1][0])
            while place_brand(intake.brand_id, BATCH):
                pass
            if progress:
                progress(intake)
    except (Unreadable, OSError) as problem:
        intake.state, intake.problem = Import.State.FAILED, str(problem)[:2000]
        intake.save(update_fields=["state", "problem"])
        return intake
    return _finish(intake)


def _finish(intake: Import) -> Import:
    intake.state, intake.finished_at = Import.State.DONE, clock.now()
    intake.rows_total = intake.rows_read
    with transaction.atomic():
        intake.save(update_fields=["state", "finished_at", "rows_total"])
        record(
            acts.IMPORTED, brand_id=intake.brand_id, by=intake.by, subject_id=intake.id, file=intake.file_name,
            added=intake.rows_added, known=intake.rows_known, wrong=intake.rows_wrong,
        )  # fmt: skip
    return intake


def _entries(intake: Import, own: set[str]) -> Iterator[tuple[int, Incoming | WrongRow]]:
    path = Path(intake.path)
    if not path.exists():
        raise Unreadable(_("The file is no longer there."))
    if intake.form in MAIL_FORMS:
        for number, message in mail.read_messages(path):
            if number > intake.resume_from:
                body = mail.with_own_addresses(message, own)
                yield number, Incoming("email", "main", mail.message_key(message)[:255], mail.FORM, body)
        return
    nature = nature_of(intake)
    reader = _reader(intake, sample(path, nature))
    for number, row in read_rows(path, nature):
        if number > intake.resume_from:
            yield number, _entry(intake, reader, number, row)


def _entry(intake: Import, reader: RowReader, number: int, row: Row) -> Incoming | WrongRow:
    try:
        contact = reader.read(row)
    except WrongRowError as wrong:
        content = {
            name: value if isinstance(value, str | int | float | list) else str(value)
            for name, value in row.items()
        }
        return WrongRow(batch=intake, row=number, content=_storable(content), problems=wrong.problems)
    return Incoming(
        contact.channel, contact.account, contact.external_id, contacts.FORM, contacts.encode(contact)
    )


def _storable(content: Mapping[str, object]) -> dict[str, object]:
    """Without NUL and half surrogates, which the database cannot hold."""
    told = msgspec.json.encode({str(name): value for name, value in content.items()}, enc_hook=str)
    return dict(msgspec.json.decode(told.replace(b"\\u0000", b"")))


def _reader(intake: Import, rows: list[Row]) -> RowReader:
    order = guess_date_order(sample_dates(intake.mapping, rows))
    return RowReader(intake.mapping, intake.channel, ZoneInfo(intake.brand.time_zone), date_order=order)


def _batches(
    entries: Iterator[tuple[int, Incoming | WrongRow]], size: int
) -> Iterator[list[tuple[int, Incoming | WrongRow]]]:
    while batch := list(islice(entries, size)):
        yield batch


def header_key(header: list[str]) -> str:
    """The mark by which a mapping is found again for files of the same columns."""
    return hashlib.sha256("\x1f".join(sorted(header)).encode("utf-8", "replace")).hexdigest()


def quarantined(intake: Import) -> int:
    """How many records of the import stand in quarantine."""
    rows = RawInbound.objects.filter(source_kind="import", source_id=intake.id, state=RawState.QUARANTINED)
    return rows.count()
