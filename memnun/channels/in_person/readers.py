"""What follows when a talk stands in the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from memnun.channels.in_person.promising import write_promises
from memnun.events.dispatcher import reader
from memnun.events.reading import LoggedEvent
from memnun.interactions.events import RECORDED


@reader("in_person.promises", kinds=[RECORDED])
def keep_promises(events: Sequence[LoggedEvent]) -> None:
    """Make promises of what was promised."""
    write_promises([event.subject_id for event in events if event.subject_id])
