"""The reader of the log that gives recorded contacts to the rules."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from memnun.events.dispatcher import reader
from memnun.events.reading import LoggedEvent
from memnun.interactions.events import CANCELLED, CORRECTED, MERGED, READ_AGAIN, RECORDED, UNDONE
from memnun.reactions import (
    merged_conversations_keep_their_cases,
    message_taken_back_takes_its_promise_back,
)
from memnun.reactions.hearing import hear, hear_anew
from memnun.reactions.rules import switched_off

DECIDE = frozenset({"kinds", "threats"})
"""What of a reading rules open cases by."""


@reader("reactions", kinds=[RECORDED], batch=500)
def react(events: Sequence[LoggedEvent]) -> None:
    """Let the rules hear what was recorded, brand by brand."""
    ordered = sorted(events, key=lambda event: str(event.brand_id))
    for brand_id, own in groupby(ordered, key=lambda event: event.brand_id):
        hear(brand_id, [event.subject_id for event in own if event.subject_id])


@reader("reactions.read_anew", kinds=[CORRECTED, READ_AGAIN], batch=100)
def follow_readings(events: Sequence[LoggedEvent]) -> None:
    """Let the rules hear again what a person, or a second look, found to be something else."""
    changed = [event for event in events if DECIDE & {event.details.get("field"), *event.details}]
    ordered = sorted(changed, key=lambda event: str(event.brand_id))
    for brand_id, own in groupby(ordered, key=lambda event: event.brand_id):
        hear_anew(brand_id, list({event.subject_id: None for event in own if event.subject_id}))


@reader("reactions.merges", kinds=[MERGED, UNDONE], batch=100)
def follow_merges(events: Sequence[LoggedEvent]) -> None:
    """Let cases follow conversations that were merged or parted again."""
    merged_conversations_keep_their_cases.react(
        [
            event.subject_id
            for event in _held(events, merged_conversations_keep_their_cases.NAME)
            if event.subject_id
        ]
    )


@reader("reactions.taken_back", kinds=[CANCELLED], batch=100)
def follow_messages_taken_back(events: Sequence[LoggedEvent]) -> None:
    """Let promises go with the answers that gave them."""
    held = _held(events, message_taken_back_takes_its_promise_back.NAME)
    message_taken_back_takes_its_promise_back.react(event.subject_id for event in held if event.subject_id)


def _held(events: Sequence[LoggedEvent], rule: str) -> list[LoggedEvent]:
    """The events of brands for which the rule holds."""
    off = {brand_id: switched_off(brand_id) for brand_id in {event.brand_id for event in events}}
    return [event for event in events if rule not in off[event.brand_id]]
