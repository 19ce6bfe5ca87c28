"""What follows when a talk stands in the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from memnun.channels.in_person.promising import write_promises
from memnun.events.dispatcher import reader
from memnun.events.reading import LoggedEvent
from memnun.interactions.told import PLACED, placed_ids


@reader("in_person.promises", kinds=PLACED)
def keep_promises(events: Sequence[LoggedEvent]) -> None:
    """Make promises of what was promised."""
    for ids in placed_ids(events):
        write_promises(ids)
