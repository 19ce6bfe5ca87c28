"""`bin/memnun health`: the rules that must hold, each with its count; exit status 1 when one is broken."""

from typing import Any

from django.core.management.base import BaseCommand

from memnun.events.checking import check_all
from memnun.events.invariants import REGISTRY


class Command(BaseCommand):
    """Look at every rule now and print the result, one line a rule."""

    help = "Look whether everything that must hold does hold."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for check in check_all():
            invariant = REGISTRY[check.name]
            mark = "✗" if check.count else "✓"
            since = f" ({check.broken_since:%Y-%m-%d %H:%M})" if check.broken_since else ""
            self.stdout.write(f"{mark} {check.count:>8}  {invariant.sentence}{since}")
            if check.count:
                broken += 1
                self.stdout.write(f"             {invariant.remedy}")
        if broken:
            raise SystemExit(1)
