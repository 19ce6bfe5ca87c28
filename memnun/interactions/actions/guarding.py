"""No act overwrites what a colleague has done since the page was drawn, unless they are told first."""

from __future__ import annotations

from memnun.events.models import Event
from memnun.interactions import events as acts
from memnun.interactions.actions.telling import locked
from memnun.interactions.models import Conversation
from memnun.people.models import Person

GUARDED = tuple(
    kind.name
    for kind in (
        acts.ASSIGNED, acts.UNASSIGNED, acts.TEAM_SET, acts.RESOLVED, acts.REOPENED, acts.SNOOZED, acts.WOKEN,
        acts.AWAITED, acts.MERGED, acts.SPLIT, acts.UNDONE, acts.PUT_BACK,
    )
)  # fmt: skip


class ChangedMeanwhile(Exception):
    """Somebody else changed the conversation; `events` are their acts, oldest first."""

    def __init__(self, events: list[Event]) -> None:
        super().__init__()
        self.events = events


def refuse_if_changed(conversation: Conversation, *, seen: int, by: Person) -> Conversation:
    """The conversation, locked; call it in the transaction of the act.

    `seen` is the number of the newest act the page showed. Raises ChangedMeanwhile.
    """
    current = locked(conversation)
    later = Event.objects.about_conversation(current.id).filter(id__gt=seen, kind__in=GUARDED)
    events = [event for event in later if event.actor_id != by.id]
    if events:
        raise ChangedMeanwhile(events)
    return current
