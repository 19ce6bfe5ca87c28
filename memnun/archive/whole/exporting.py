"""Writing a brand into one zip file: a manifest, one file of JSON lines a table, and its files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from memnun import __version__
from memnun.archive import events as acts
from memnun.archive.whole.tables import Table, tables
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.people.models import Brand, Person

FORMAT = 1
MANIFEST = "manifest.json"
FILES = "files/"
Progress = Callable[[str, int], None]
COPY_OUT = sql.SQL(
    "COPY (SELECT row_to_json(x) FROM (SELECT {} FROM {} WHERE {} ORDER BY {}) x) "
    "TO STDOUT (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')"
)
"""JSON as it is: csv with a quote and a delimiter that JSON never holds unescaped."""


def export(
    brand: Brand, path: Path, *, by: Person | None, progress: Progress | None = None
) -> dict[str, int]:
    """Write everything of the brand as it is at one moment; returns the rows of each table.

    The file appears under its name when it is complete. Memory does not grow with the data.
    Passwords and second factors are not taken along.
    """
    part = path.with_name(path.name + ".part")
    counts: dict[str, int] = {}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            for table in tables():
                counts[table.label] = _write_table(archive, table, brand)
                if progress:
                    progress(table.label, counts[table.label])
            files = _write_files(archive, brand)
            archive.writestr(
                MANIFEST, msgspec.json.format(msgspec.json.encode(_manifest(brand, counts, files)))
            )
    part.replace(path)
    record(acts.EXPORTED, brand_id=brand.id, by=by, subject_id=brand.id, rows=sum(counts.values()))
    return counts


def _write_table(archive: zipfile.ZipFile, table: Table, brand: Brand) -> int:
    columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    condition = sql.SQL(table.condition.replace("%(brand)s", "{brand}")).format(brand=sql.Literal(brand.id))
    query = COPY_OUT.format(columns, sql.Identifier(table.name), condition, sql.Identifier(table.order))
    count = 0
    with (
        archive.open(f"{table.label}.jsonl", "w", force_zip64=True) as file,
        connection.cursor() as cursor,
        cursor.cursor.copy(query) as copy,
    ):
        for piece in copy:
            file.write(piece)
            count += bytes(piece).count(b"\n")
    return count


def _write_files(archive: zipfile.ZipFile, brand: Brand) -> int:
    folder = Path(settings.MEDIA_ROOT) / str(brand.id)
    found = sorted(inner for inner in folder.rglob("*") if inner.is_file()) if folder.is_dir() else []
    for inner in found:
        archive.write(inner, FILES + inner.relative_to(folder).as_posix())
    return len(found)


def _manifest(brand: Brand, counts: dict[str, int], files: int) -> dict[str, object]:
    return {
        "format": FORMAT,
        "memnun": __version__,
        "brand": {"id": str(brand.id), "slug": brand.slug, "name": brand.name},
        "exported_at": clock.now().isoformat(),
        "columns": {table.label: list(table.columns) for table in tables()},
        "rows": counts,
        "files": files,
    }
