"""`bin/memnun reread`: read history again with the present model."""

import sys
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from memnun.foundation.progress import Progress
from memnun.interactions.actions.looking_again import ask_about_all
from memnun.interactions.actions.rereading import BATCH, FIRST, reread


class Command(BaseCommand):
    """Reads in batches of 500; can be interrupted and called again."""

    help = "Read all contacts again that have no reading of the present model."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--doubtful",
            action="store_true",
            help="have the second reader asked about doubtful contacts of any age instead",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        progress = Progress(sys.stderr)

        def tell(done: int) -> None:
            progress.tell(f"{done:>10,}".replace(",", "."))

        count = _put_in_doubt(tell) if options["doubtful"] else reread(tell)
        progress.end(f"{count:>10,}".replace(",", "."))
        words = (
            _("{count} contacts wait for the second reader; the worker asks it.")
            if options["doubtful"]
            else _("{count} contacts were read.")
        )
        self.stdout.write(words.format(count=count))


def _put_in_doubt(tell: Callable[[int], None]) -> int:
    last, count = FIRST, 0
    while True:
        last, batch = ask_about_all(last, BATCH)
        if not batch:
            return count
        count += batch
        tell(count)
