"""`bin/memnun import FILE`: bring a file of contacts in, understood, grouped and searchable."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from memnun.archive.intake.actions import MAIL_FORMS, prepare, preview, quarantined, run, set_columns
from memnun.archive.intake.columns import FIELDS, IGNORE, META
from memnun.archive.intake.undoing import undo
from memnun.archive.naming import find_brand
from memnun.foundation import clock
from memnun.foundation.progress import Progress
from memnun.foundation.tables.files import Unreadable
from memnun.interactions.models import Channel, Import
from memnun.interactions.placing.writing import REST_OF_HISTORY
from memnun.people.models import Brand
from memnun.segments.actions import regroup_due


class Command(BaseCommand):
    """Reads the file in batches of 500; interrupting and calling again goes on where it stood."""

    help = "Bring in a file of contacts: CSV, XLSX, JSONL, mbox or a folder of .eml."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="file or folder to read")
        parser.add_argument("--brand", help="slug of the brand; needed when there are several")
        parser.add_argument(
            "--channel", choices=Channel.values, default="web", help="channel of rows that name none"
        )
        parser.add_argument(
            "--map", action="append", default=[], metavar="COLUMN=FIELD",
            help=f"how a column is read: {', '.join(FIELDS)}, {META} (kept), or nothing (ignored)",
        )  # fmt: skip
        parser.add_argument(
            "--own", action="append", default=[], metavar="ADDRESS", help="an address of the brand (mail)"
        )
        parser.add_argument(
            "--preview", action="store_true", help="show how the first rows would be read, and stop"
        )
        parser.add_argument("--undo", metavar="ID", help="take an import back")

    def handle(self, *args: Any, **options: Any) -> None:
        brand = find_brand(options["brand"])
        if options["undo"]:
            self._undo(brand, options["undo"])
            return
        if not options["file"]:
            raise CommandError(_("Please name a file."))
        if not options["file"].exists():
            raise CommandError(_("There is no file {path}.").format(path=options["file"]))
        try:
            intake = self._prepare(brand, options)
        except Unreadable as problem:
            raise CommandError(str(problem)) from None
        if options["preview"]:
            self._show(intake)
            intake.delete()
            return
        self._run(intake, {address.lower() for address in options["own"]})

    def _prepare(self, brand: Brand, options: dict[str, Any]) -> Import:
        intake = prepare(options["file"].absolute(), brand=brand, by=None, channel=options["channel"])
        columns = intake.mapping
        for given in options["map"]:
            column, _equals, field = given.partition("=")
            if column not in columns:
                intake.delete()
                raise CommandError(_("There is no column {column}.").format(column=column))
            if field not in (*FIELDS, META, IGNORE):
                intake.delete()
                raise CommandError(_("There is no field {field}.").format(field=field))
            columns[column] = field
        if options["map"]:
            set_columns(intake, columns, intake.channel)
        return intake

    def _show(self, intake: Import) -> None:
        for column, field in intake.columns:
            self.stdout.write(f"  {column} → {field or '–'}")
        if intake.form in MAIL_FORMS:
            return
        for number, (_row, contact, problems) in enumerate(preview(intake), start=1):
            if contact is None:
                self.stdout.write(f"{number:>3} ✗ {' '.join(problems)}")
            else:
                who = contact.customer.name or contact.customer.email or contact.customer.phone or "?"
                when = f"{contact.occurred_at:%d.%m.%Y %H:%M}" if contact.occurred_at else "–"
                self.stdout.write(f"{number:>3} ✓ {contact.channel} · {when} · {who}: {contact.text[:80]}")

    def _run(self, intake: Import, own: set[str]) -> None:
        progress = Progress(sys.stderr)
        run(intake, own=own, progress=lambda now: progress.tell(_rows(now, progress.seconds)))
        progress.end(_rows(intake, progress.seconds))
        _put_in_groups()
        self.stdout.write(
            _("{read} rows read: {added} added, {known} already known, {wrong} wrong. Import {id}").format(
                read=intake.rows_read,
                added=intake.rows_added,
                known=intake.rows_known,
                wrong=intake.rows_wrong,
                id=intake.id,
            )
        )
        if waiting := quarantined(intake):
            self.stdout.write(_("{count} records stand in quarantine.").format(count=waiting))
        for wrong in intake.wrong_rows.order_by("row")[:10]:
            self.stdout.write(f"  {wrong.row}: {' '.join(wrong.problems)}")
        if intake.state == Import.State.FAILED:
            raise CommandError(intake.problem)

    def _undo(self, brand: Brand, import_id: str) -> None:
        intake = Import.objects.filter(brand=brand, id=import_id).first()
        if intake is None:
            raise CommandError(_("There is no such import."))
        self.stdout.write(_("{count} contacts removed.").format(count=undo(intake, by=None)))


def _rows(intake: Import, seconds: float) -> str:
    """How far a file has come, figures as Turkish writes them."""
    rate = intake.rows_read / seconds
    return f"{intake.rows_read:>10,} · {rate:,.0f}/s · ✗ {intake.rows_wrong}".replace(",", ".")


def _put_in_groups() -> None:
    """Find the group of everybody the file told of, now rather than when the clock comes to it."""
    progress, count = Progress(sys.stderr), 0
    while done := regroup_due(due_by=clock.now() + REST_OF_HISTORY):
        count += done
        progress.tell(_("{count} customers put into their groups").format(count=count))
    progress.end(_("{count} customers put into their groups").format(count=count))
