"""Rows of a file, one at a time: the header first, then dictionaries of what stands in each column."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import msgspec
import openpyxl
from django.utils.translation import gettext as _

from memnun.foundation.tables.files import Nature, Unreadable

LONGEST_CELL = 4 * 1024 * 1024
MOST_COLUMNS = 500

Row = dict[str, Any]


def read_header(path: Path, nature: Nature) -> list[str]:
    """The names of the columns; nameless ones are numbered, repeated ones told apart."""
    if nature.form == "jsonl":
        return _jsonl_columns(path, nature)
    first = next(_lines(path, nature), None)
    if first is None:
        raise Unreadable(_("The file has no rows."))
    return _name_columns(first)


def read_rows(path: Path, nature: Nature) -> Iterator[tuple[int, Row]]:
    """(row number as in the file, row) of every row that is not empty; the header is row 1 of a table.

    A row that cannot be cut into columns comes as {"": the line}.
    """
    if nature.form == "jsonl":
        yield from _jsonl_rows(path, nature)
        return
    lines = _lines(path, nature)
    header = _name_columns(next(lines, []))
    for number, values in enumerate(lines, start=2):
        if any(value not in (None, "") for value in values):
            row: Row = dict(zip(header, values, strict=False))
            if len(values) > len(header):
                row["+"] = values[len(header) :]
            yield number, row


def _lines(path: Path, nature: Nature) -> Iterator[list[Any]]:
    return _sheet(path) if nature.form == "xlsx" else _text_table(path, nature)


def _text_table(path: Path, nature: Nature) -> Iterator[list[Any]]:
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=nature.encoding, errors="replace", newline="") as file:
        reader = csv.reader((line.replace("\x00", "") for line in file), delimiter=nature.delimiter)
        while True:
            try:
                yield next(reader)
            except StopIteration:
                return
            except csv.Error as problem:
                yield [str(problem)]


def _sheet(path: Path) -> Iterator[list[Any]]:
    try:
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as book:
            for values in book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS):
                yield [_cell(value) for value in _without_empty_end(values)]
    except (KeyError, ValueError, ParseError, zipfile.BadZipFile, OSError) as problem:
        raise Unreadable(_("The Excel file is damaged: {reason}").format(reason=problem)) from None


def _without_empty_end(values: tuple[Any, ...]) -> tuple[Any, ...]:
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    return values[:end]


def _cell(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, datetime | date) else ("" if value is None else str(value))


def _name_columns(values: list[Any]) -> list[str]:
    names: list[str] = []
    for position, value in enumerate(values[:MOST_COLUMNS], start=1):
        name = " ".join(str(value or "").replace("\ufeff", "").split())[:120] or _("Column {number}").format(
            number=position
        )
        names.append(name if name not in names else f"{name} ({position})")
    return names


def _jsonl_rows(path: Path, nature: Nature) -> Iterator[tuple[int, Row]]:
    with path.open(encoding=nature.encoding, errors="replace") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                told = msgspec.json.decode(line)
            except msgspec.DecodeError:
                told = None
            yield number, (flatten(told) if isinstance(told, dict) else {"": line.rstrip("\n")})


def _jsonl_columns(path: Path, nature: Nature) -> list[str]:
    names: dict[str, None] = {}
    for count, (_number, row) in enumerate(_jsonl_rows(path, nature)):
        names.update(dict.fromkeys(name for name in row if name))
        if count == 200:
            break
    if not names:
        raise Unreadable(_("No line of the file is a JSON object."))
    return list(names)[:MOST_COLUMNS]


def flatten(told: dict[str, Any], prefix: str = "") -> Row:
    """Nested objects as columns with dots: {"customer": {"name": …}} gives customer.name."""
    row: Row = {}
    for name, value in told.items():
        if isinstance(value, dict):
            row |= flatten(value, f"{prefix}{name}.")
        else:
            row[f"{prefix}{name}"] = value
    return row
