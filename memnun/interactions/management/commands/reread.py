"""`bin/memnun reread`: read history again with the present model."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from memnun.foundation.progress import Progress
from memnun.interactions.actions.rereading import reread


class Command(BaseCommand):
    """Reads in batches of 500; can be interrupted and called again."""

    help = "Read all contacts again that have no reading of the present model."

    def handle(self, *args: Any, **options: Any) -> None:
        progress = Progress(sys.stderr)
        count = reread(lambda done: progress.tell(f"{done:>10,}".replace(",", ".")))
        progress.end(f"{count:>10,}".replace(",", "."))
        self.stdout.write(_("{count} contacts were read.").format(count=count))
