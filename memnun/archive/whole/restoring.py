"""Reading a brand back from its file: all of it, or nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import IO, Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from memnun.archive.whole.exporting import FILES, FORMAT, MANIFEST
from memnun.archive.whole.tables import Table, tables
from memnun.people.models import Account, Brand

BATCH = 1000
Progress = Callable[[str, int], None]


class CannotRestore(ValueError):
    """The file cannot be read back; the text says why, and nothing was written."""


def restore(path: Path, *, progress: Progress | None = None) -> Brand:
    """Write everything in the file into this installation in one transaction.

    Accounts are recognised by their address; new ones have no password until one is set by link.
    Raises CannotRestore with a sentence for people.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            with transaction.atomic():
                accounts = _Accounts()
                for table in tables():
                    count = _restore_table(archive, table, accounts)
                    if count != manifest["rows"][table.label]:
                        raise CannotRestore(
                            _("The file is incomplete: rows of {table} are missing.").format(
                                table=table.label
                            )
                        )
                    if progress:
                        progress(table.label, count)
                _restore_files(archive, UUID(manifest["brand"]["id"]))
    except (zipfile.BadZipFile, EOFError, msgspec.DecodeError) as problem:
        raise CannotRestore(_("The file is damaged: {reason}").format(reason=problem)) from None
    return Brand.objects.get(id=manifest["brand"]["id"])


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    if MANIFEST not in archive.namelist():
        raise CannotRestore(_("This is not an export of Memnun."))
    manifest: dict[str, Any] = msgspec.json.decode(archive.read(MANIFEST))
    if manifest.get("format") != FORMAT:
        raise CannotRestore(_("This export has another format; use the version of Memnun that wrote it."))
    if manifest["columns"] != {table.label: list(table.columns) for table in tables()}:
        raise CannotRestore(
            _(
                "This export is of version {theirs}, whose tables differ from this one's. Restore it there and upgrade."
            ).format(theirs=manifest.get("memnun"))
        )
    brand = manifest["brand"]
    if Brand.objects.filter(id=brand["id"]).exists() or Brand.objects.filter(slug=brand["slug"]).exists():
        raise CannotRestore(_("There already is a brand {name} here.").format(name=brand["slug"]))
    return manifest


class _Accounts:
    """Accounts of the file that are here already under another id."""

    def __init__(self) -> None:
        self.here: dict[str, str] = {}

    def adopt(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        known = dict(
            Account.objects.filter(email__in=[row["email"] for row in rows]).values_list("email", "id")
        )
        self.here |= {row["id"]: str(known[row["email"]]) for row in rows if row["email"] in known}
        return [{**row, "password": "!", "last_login": None} for row in rows if row["email"] not in known]

    def follow(self, row: dict[str, Any]) -> dict[str, Any]:
        return (
            {**row, "account_id": self.here.get(row["account_id"], row["account_id"])}
            if "account_id" in row
            else row
        )


def _restore_table(archive: zipfile.ZipFile, table: Table, accounts: _Accounts) -> int:
    count = 0
    with archive.open(f"{table.label}.jsonl") as file:
        for lines in _batches(file):
            count += len(lines)
            rows = [accounts.follow(msgspec.json.decode(line)) for line in lines]
            columns = table.columns
            if table.label == "people.account":
                rows, columns = accounts.adopt(rows), (*columns, "password", "last_login")
            _insert(table.name, columns, rows)
    return count


def _insert(name: str, columns: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    listed = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{name}" ({listed}) SELECT {listed} FROM jsonb_populate_recordset(NULL::"{name}", %s::jsonb)',
            [msgspec.json.encode(rows).decode()],
        )


def _batches(file: IO[bytes]) -> Iterator[list[bytes]]:
    while lines := list(islice(file, BATCH)):
        yield lines


def _restore_files(archive: zipfile.ZipFile, brand_id: UUID) -> None:
    folder = Path(settings.MEDIA_ROOT) / str(brand_id)
    for name in archive.namelist():
        if name.startswith(FILES) and not name.endswith("/"):
            inner = PurePosixPath(name.removeprefix(FILES))
            if inner.is_absolute() or ".." in inner.parts:
                raise CannotRestore(_("The file is damaged: {reason}").format(reason=name))
            target = folder.joinpath(*inner.parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, target.open("wb") as written:
                while piece := source.read(1024 * 1024):
                    written.write(piece)
