"""`bin/memnun reread`: read history again with the present model."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from memnun.interactions.actions.rereading import reread


class Command(BaseCommand):
    """Reads in batches of 500; can be interrupted and called again."""

    help = "Read all contacts again that have no reading of the present model."

    def handle(self, *args: Any, **options: Any) -> None:
        count = reread(lambda done: self.stderr.write(f"\r{done:>10,}".replace(",", "."), ending=""))
        self.stdout.write(_("{count} contacts were read.").format(count=count))
