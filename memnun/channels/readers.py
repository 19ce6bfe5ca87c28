"""What the channels do about what stands in the log."""

from __future__ import annotations

from collections.abc import Sequence

from memnun.channels.confirming import hearing, sending
from memnun.consent.actions import mark_confirmed, mark_not_sent
from memnun.consent.events import CONSENTED
from memnun.events.dispatcher import reader
from memnun.events.reading import LoggedEvent
from memnun.interactions.events import BLOCKED, SEND_FAILED, SENT
from memnun.interactions.told import PLACED, placed_ids


@reader("channels.confirming", kinds=[CONSENTED])
def confirm_consents(events: Sequence[LoggedEvent]) -> None:
    """Tell customers of their electronic consents."""
    sending.send_due([event.subject_id for event in events if event.subject_id])


@reader("channels.confirmed", kinds=[SENT, BLOCKED, SEND_FAILED])
def follow_confirmations(events: Sequence[LoggedEvent]) -> None:
    """Keep whether a confirmation was taken by the other side."""
    sent = [event.subject_id for event in events if event.subject_id and event.kind == SENT.name]
    stuck = [event.subject_id for event in events if event.subject_id and event.kind != SENT.name]
    if stuck:
        mark_not_sent(stuck)
    if sent:
        mark_confirmed(sent)


@reader("channels.answered", kinds=PLACED)
def hear_answers(events: Sequence[LoggedEvent]) -> None:
    """Take refusals and confirmations that customers answer in a word."""
    for ids in placed_ids(events):
        hearing.hear(ids)
