"""The reader of the log that gives recorded contacts to the rules."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from memnun.events.dispatcher import reader
from memnun.events.reading import LoggedEvent
from memnun.interactions.events import RECORDED
from memnun.reactions.hearing import hear


@reader("reactions", kinds=[RECORDED], batch=500)
def react(events: Sequence[LoggedEvent]) -> None:
    """Let the rules hear what was recorded, brand by brand."""
    ordered = sorted(events, key=lambda event: str(event.brand_id))
    for brand_id, own in groupby(ordered, key=lambda event: event.brand_id):
        hear(brand_id, [event.subject_id for event in own if event.subject_id])
