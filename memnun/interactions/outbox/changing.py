"""What people do with messages that have not left, or did not arrive."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.consent.deciding import release
from memnun.foundation import clock
from memnun.interactions import events as acts
from memnun.interactions.models import Attachment, Conversation, OutboxMessage, OutboxState
from memnun.interactions.models.outbox import STRANDED
from memnun.interactions.outbox.telling import tell, wake_senders
from memnun.people.models import Person


class TooLate(ValueError):
    """The message has left or was dealt with; the text says so."""


@transaction.atomic
def cancel(message: OutboxMessage, *, by: Person | None, reason: str = "") -> OutboxMessage:
    """Take a message back before it leaves; its files can be used again. Raises TooLate."""
    current = _locked(message)
    if current.state == OutboxState.CANCELLED:
        return current
    if current.state != OutboxState.WAITING:
        raise TooLate(_("It is too late to take the message back: it has left."))
    current.state, current.code = OutboxState.CANCELLED, reason[:60]
    current.save(update_fields=["state", "code"])
    Attachment.objects.filter(outbox=current).update(outbox=None)
    if current.gate_decision_id:
        release(current.gate_decision_id, why="cancelled")
    tell(acts.CANCELLED, current, by, reason=reason)
    return current


@transaction.atomic
def send_now(message: OutboxMessage, *, by: Person) -> OutboxMessage:
    """Stop holding a message back for a later time. What the gate holds is asked about again. Raises TooLate."""
    current = _locked(message)
    if current.state != OutboxState.WAITING:
        raise TooLate(_("The message is no longer waiting."))
    current.not_before, current.next_at = None, clock.now()
    current.save(update_fields=["not_before", "next_at"])
    tell(acts.HURRIED, current, by)
    wake_senders(current)
    return current


@transaction.atomic
def resend(message: OutboxMessage, *, by: Person) -> OutboxMessage:
    """Try a message again that could not be sent; it is the same message with the same id. Raises TooLate."""
    current = _locked(message)
    if current.state not in STRANDED or current.sent_at:
        raise TooLate(_("Only a message that could not be sent can be sent again."))
    current.state, current.failed_at, current.settled_at = OutboxState.WAITING, None, None
    current.next_at, current.not_before = clock.now(), None
    current.save(update_fields=["state", "failed_at", "settled_at", "next_at", "not_before"])
    tell(acts.RESENT, current, by)
    wake_senders(current)
    return current


@transaction.atomic
def settle(message: OutboxMessage, *, by: Person) -> OutboxMessage:
    """A stranded message was dealt with in another way; it leaves the list and stays in the conversation."""
    current = _locked(message)
    if current.state not in STRANDED:
        raise TooLate(_("This message needs nothing any more."))
    current.settled_at = clock.now()
    current.save(update_fields=["settled_at"])
    tell(acts.SETTLED, current, by)
    return current


def _locked(message: OutboxMessage) -> OutboxMessage:
    conversation = Conversation.objects.select_for_update(no_key=True).get(id=message.conversation_id)
    current = OutboxMessage.objects.select_for_update(no_key=True).get(id=message.id)
    current.conversation = conversation
    return current
