"""`bin/memnun setbacks`: the events that a reader gave up, with the reason; `--retry` tries them again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from memnun.events.actions import try_again
from memnun.events.models import Setback

SHOWN = 200


class Command(BaseCommand):
    """List what was given up, newest first."""

    help = "List the events that a reader gave up."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--retry", action="store_true", help="give them to their readers once more")

    def handle(self, *args: Any, **options: Any) -> None:
        given_up = Setback.objects.given_up().select_related("event")
        if options["retry"]:
            for setback in given_up.iterator():
                try_again(setback)
            return
        for setback in given_up[:SHOWN]:
            reason = setback.problem.strip().rpartition("\n")[2]
            self.stdout.write(f"{setback.reader}  {setback.event.kind} {setback.event_id}  {reason}")
