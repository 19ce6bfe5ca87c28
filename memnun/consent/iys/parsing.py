"""Reading the rows of an İYS file; what cannot be read is told with its row, the rest is taken."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from memnun.consent.iys.rules import Problem
from memnun.consent.models import ConsentSource, ConsentStatus, ConsentType, RecipientType
from memnun.foundation.clock import ISTANBUL
from memnun.foundation.turkish.emails import read_email
from memnun.foundation.turkish.phones import read_phone

NEEDED = ("recipient", "type", "status", "recipienttype")
MOMENTS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%Y-%m-%d",
    "%d.%m.%Y",
)
CHOICES = {
    "type": ConsentType.values,
    "status": ConsentStatus.values,
    "recipienttype": RecipientType.values,
    "source": ConsentSource.values,
}
SHOWN = {"recipienttype": "recipientType", "consentdate": "consentDate"}
ZIP = b"PK\x03\x04"


class Unreadable(ValueError):
    """The file as a whole cannot be used; `problem` says why."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.problem = Problem(code, values)


class WrongRow(ValueError):
    """One row cannot be used; `problem` says why."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.problem = Problem(code, values)


@dataclass(frozen=True, slots=True)
class IysRow:
    """One record as İYS holds it. `taken_at` and `source` may be missing of merchants."""

    type: str
    address: str
    recipient_type: str
    status: str
    taken_at: datetime | None
    source: str


def read_rows(content: bytes) -> Iterator[tuple[int, IysRow | Problem]]:
    """Each row with its number in the file (the heading is row 1). Raises Unreadable."""
    rows = _cells(content)
    heading = [str(name or "").strip().lower() for name in next(rows, [])]
    for name in NEEDED:
        if name not in heading:
            raise Unreadable("column_missing", column=SHOWN.get(name, name))
    for number, cells in enumerate(rows, start=2):
        if not any(str(cell or "").strip() for cell in cells):
            continue
        try:
            yield number, read_row(dict(zip(heading, cells, strict=False)))
        except WrongRow as wrong:
            yield number, wrong.problem


def read_row(cells: Mapping[str, Any]) -> IysRow:
    """One row from its cells by the name of their column in small letters. Raises WrongRow."""
    chosen = {name: _choice(name, cells) for name in ("type", "status", "recipienttype")}
    source = _choice("source", cells, needed=False)
    return IysRow(
        chosen["type"],
        _address(str(cells.get("recipient") or "").strip(), chosen["type"]),
        chosen["recipienttype"],
        chosen["status"],
        _moment(cells.get("consentdate")),
        source,
    )


def _choice(name: str, cells: Mapping[str, Any], *, needed: bool = True) -> str:
    value = str(cells.get(name) or "").strip().upper()
    if value in CHOICES[name] or (not value and not needed):
        return value
    column = SHOWN.get(name, name)
    raise WrongRow("unknown_word", column=column, value=value[:40], known=", ".join(CHOICES[name]))


def _address(text: str, type: str) -> str:
    wants_email = type == ConsentType.EPOSTA
    if wants_email != ("@" in text):
        raise WrongRow("wrong_kind" if text else "not_an_address", value=text[:80], type=type)
    reading = read_email(text) if wants_email else read_phone(text)
    if reading.value is None:
        raise WrongRow("not_an_address", value=text[:80])
    return reading.value


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value.replace(tzinfo=value.tzinfo or ISTANBUL)
    text = str(value or "").strip()
    if not text:
        return None
    for form in MOMENTS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=ISTANBUL)
        except ValueError:
            continue
    raise WrongRow("not_a_date", value=text[:40])


def _cells(content: bytes) -> Iterator[list[Any]]:
    return _workbook(content) if content.startswith(ZIP) else _text(content)


def _workbook(content: bytes) -> Iterator[list[Any]]:
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
    except (InvalidFileException, BadZipFile, KeyError, IndexError, ValueError, OSError):
        raise Unreadable("unreadable") from None
    yield from (list(row) for row in sheet.iter_rows(values_only=True))


def _text(content: bytes) -> Iterator[list[Any]]:
    text = _decoded(content)
    first = text.partition("\n")[0]
    yield from csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))


def _decoded(content: bytes) -> str:
    if b"\x00" in content:
        raise Unreadable("unreadable")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1254", errors="replace")
