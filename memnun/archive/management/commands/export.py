"""`bin/memnun export FILE.zip`: everything of a brand; `--restore` reads such a file back."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from memnun.archive.naming import find_brand
from memnun.archive.whole.exporting import export
from memnun.archive.whole.restoring import CannotRestore, restore


class Command(BaseCommand):
    """Writes or reads one zip file of JSON lines, a file a table."""

    help = "Take everything of a brand out into one file, or read such a file back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="zip file to write, or to read with --restore")
        parser.add_argument("--brand", help="slug of the brand; needed when there are several")
        parser.add_argument(
            "--restore", action="store_true", help="read the file back into this installation"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if options["restore"]:
            self._restore(path)
            return
        if path.exists():
            raise CommandError(_("There already is a file {path}.").format(path=path))
        counts = export(find_brand(options["brand"]), path, by=None, progress=self._tell)
        self.stdout.write(_("{count} rows written to {path}.").format(count=sum(counts.values()), path=path))

    def _restore(self, path: Path) -> None:
        if not path.exists():
            raise CommandError(_("There is no file {path}.").format(path=path))
        try:
            brand = restore(path, progress=self._tell)
        except CannotRestore as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(_("The brand {name} is here again.").format(name=brand.name))

    def _tell(self, table: str, count: int) -> None:
        if count:
            self.stderr.write(f"{count:>10,}  {table}".replace(",", "."))
