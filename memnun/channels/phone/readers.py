"""A call that stands in the ledger knows its conversation, and an answered one leaves nobody waiting."""

from __future__ import annotations

from collections.abc import Sequence

from memnun.channels.phone.models import Call
from memnun.events.dispatcher import reader
from memnun.events.reading import LoggedEvent
from memnun.interactions import events as interaction_acts
from memnun.interactions.actions.telling import locked
from memnun.interactions.models import Conversation, Interaction


@reader("phone.conversations", kinds=[interaction_acts.RECORDED])
def link_conversations(events: Sequence[LoggedEvent]) -> None:
    """Tie calls to the conversations they came to stand in."""
    ids = [event.subject_id for event in events if event.subject_id]
    calls = list(Call.objects.filter(raw_id__in=ids))
    contacts = Interaction.objects.in_bulk([call.raw_id for call in calls if call.raw_id])
    for call in calls:
        contact = contacts.get(call.raw_id) if call.raw_id else None
        if contact is not None:
            Call.objects.filter(id=call.id).update(conversation_id=contact.conversation_id)
            _stop_waiting(call, contact)


def _stop_waiting(call: Call, contact: Interaction) -> None:
    """What was said on the phone is answered; a callback also answers the missed calls before it."""
    if call.direction == "in" and call.answered_at:
        _clear(Conversation(id=contact.conversation_id), contact)
    if call.direction == "out" and call.answered_at:
        missed = Call.objects.filter(settled_by=call).exclude(conversation_id=contact.conversation_id)
        for earlier in Interaction.objects.in_bulk([one.raw_id for one in missed if one.raw_id]).values():
            _clear(Conversation(id=earlier.conversation_id), earlier)


def _clear(conversation: Conversation, contact: Interaction) -> None:
    """Nobody waits when the conversation waited for nothing but this call."""
    current = locked(conversation)
    if current.waiting_since == contact.occurred_at:
        current.waiting_since = None
        current.save(update_fields=["waiting_since"])
