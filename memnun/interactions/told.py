"""Which contacts an event of placing tells of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from memnun.events.reading import LoggedEvent
from memnun.interactions.events import HISTORY_RECORDED, RECORDED

PLACED = (RECORDED, HISTORY_RECORDED)
"""What a reader hears for whom it does not matter how late a contact came: what was said holds all the same."""


BATCH = 500


def placed_ids(events: Iterable[LoggedEvent]) -> Iterator[list[UUID]]:
    """The contacts of these events, BATCH at a time: those that just happened, and those that came days late.

    An import brings what was dealt with elsewhere; it names no contacts.
    """
    ids: list[UUID] = []
    for event in events:
        if event.kind == HISTORY_RECORDED.name:
            ids += [UUID(told) for told in event.details.get("late", [])]
        elif event.subject_id:
            ids.append(event.subject_id)
    for first in range(0, len(ids), BATCH):
        yield ids[first : first + BATCH]
