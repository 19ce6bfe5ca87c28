"""Taking back what was just done to some conversations: status, owner and tags as they were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from memnun.foundation import clock
from memnun.interactions import events as acts
from memnun.interactions.actions.summarising import waiting_since
from memnun.interactions.actions.telling import tell
from memnun.interactions.models import Conversation, Status
from memnun.people.models import Person

FIELDS = ["status", "resolved_at", "snoozed_until", "waiting_since", "assignee", "labels"]


@dataclass(frozen=True, slots=True)
class State:
    """What can be taken back of one conversation."""

    status: str
    snoozed_until: datetime | None
    assignee_id: UUID | None
    tags: tuple[str, ...]

    @classmethod
    def of(cls, conversation: Conversation) -> State:
        """The state a conversation is in."""
        tags = tuple(sorted(label for label in conversation.labels if label.startswith("tag:")))
        return cls(conversation.status, conversation.snoozed_until, conversation.assignee_id, tags)


@dataclass(frozen=True, slots=True)
class Change:
    """One conversation's state before and after an act."""

    conversation_id: UUID
    before: State
    after: State


@transaction.atomic
def put_back(changes: Iterable[Change], *, by: Person) -> int:
    """Undo the changes; returns how many conversations are as they were.

    A conversation that somebody changed again in the meantime is left alone.
    """
    wanted = {change.conversation_id: change for change in changes}
    found = (
        Conversation.objects.visible_to(by)
        .current()
        .filter(id__in=wanted)
        .order_by("id")
        .select_for_update(no_key=True)
    )
    undone = 0
    for conversation in found:
        change = wanted[conversation.id]
        if State.of(conversation) != change.after:
            continue
        _set(conversation, change.before)
        tell(acts.PUT_BACK, conversation, by)
        undone += 1
    return undone


def _set(conversation: Conversation, state: State) -> None:
    was_resolved = conversation.status == Status.RESOLVED
    conversation.status, conversation.snoozed_until = state.status, state.snoozed_until
    conversation.assignee_id = state.assignee_id
    conversation.labels = sorted(
        {*(one for one in conversation.labels if not one.startswith("tag:")), *state.tags}
    )
    if state.status == Status.RESOLVED:
        conversation.resolved_at, conversation.waiting_since = conversation.resolved_at or clock.now(), None
    else:
        conversation.resolved_at = None
        if was_resolved:
            conversation.waiting_since = waiting_since(conversation)
    conversation.save(update_fields=FIELDS)


def as_plain(change: Change) -> list[Any]:
    """A change as JSON-ready values, to be signed and handed to a page."""
    return [str(change.conversation_id), *_plain(change.before), *_plain(change.after)]


def from_plain(values: list[Any]) -> Change:
    """The change written by `as_plain`."""
    return Change(UUID(values[0]), _state(values[1:5]), _state(values[5:9]))


def _plain(state: State) -> list[Any]:
    until = state.snoozed_until.isoformat() if state.snoozed_until else None
    return [state.status, until, str(state.assignee_id) if state.assignee_id else None, list(state.tags)]


def _state(values: list[Any]) -> State:
    status, until, assignee, tags = values
    return State(
        status,
        datetime.fromisoformat(until) if until else None,
        UUID(assignee) if assignee else None,
        tuple(tags),
    )
