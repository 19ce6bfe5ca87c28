"""`bin/memnun demo`: fill a sample brand, let new contacts come to it, or remove it."""

import contextlib
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from memnun.demo.filling import CONTACTS, CUSTOMERS, SEED, Amount, fill, is_filled
from memnun.demo.founding import sample_brand
from memnun.demo.living import loop
from memnun.demo.removing import remove_sample_brand


class Command(BaseCommand):
    """Fill a sample brand, or remove it."""

    help = "Fill a sample brand, let new contacts come to it, or remove it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`demo fill`, `demo trickle`, `demo remove`."""
        acts = parser.add_subparsers(dest="act", required=True)
        filling = acts.add_parser("fill", help="two years of contacts; a second time adds nothing")
        filling.add_argument("--customers", type=int, help="without it, one for every eight contacts")
        filling.add_argument("--interactions", type=int, default=CONTACTS)
        filling.add_argument("--seed", type=int, default=SEED)
        trickle = acts.add_parser("trickle", help="let new contacts come, as a running worker does by itself")
        trickle.add_argument("--contacts", type=int, help="stop after so many moments")
        acts.add_parser("remove", help="take the sample brand away with everything of it")

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        """Do what was asked."""
        if act == "fill":
            contacts = options["interactions"]
            customers = options["customers"] or max(1, contacts * CUSTOMERS // CONTACTS)
            self._fill(Amount(customers, contacts, options["seed"]))
        elif act == "trickle":
            self._trickle(options["contacts"])
        else:
            removed = remove_sample_brand()
            self.stdout.write(_("The sample brand is gone.") if removed else _("There is no sample brand."))

    def _trickle(self, turns: int | None) -> None:
        state = loop.state()
        if state is None:
            raise CommandError(_("There is no sample brand yet: bin/memnun demo fill makes one."))
        with contextlib.suppress(KeyboardInterrupt):
            loop.live(state, threading.Event(), turns)

    def _fill(self, amount: Amount) -> None:
        known = sample_brand()
        if known and is_filled(known, amount):
            self.stdout.write(_("The sample brand %(name)s is filled already.") % {"name": known.name})
            return
        brand = fill(amount, self._tell)
        self.stdout.write(_("The sample brand %(name)s is ready.") % {"name": brand.name})

    def _tell(self, brought: int, of: int) -> None:
        self.stdout.write(
            _("  %(brought)s of %(of)s contacts are in the ledger.")
            % {"brought": f"{brought:,}", "of": f"{of:,}"}
        )
