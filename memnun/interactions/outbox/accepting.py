"""The other side took a message: its proof is kept, and it enters the ledger."""

from __future__ import annotations

from django.db import transaction

from memnun.foundation import clock
from memnun.interactions import contact as contacts
from memnun.interactions import events as acts
from memnun.interactions.channel_kinds import Accepted
from memnun.interactions.contact import Contact, ContactCustomer
from memnun.interactions.models import (
    Conversation,
    OutboxAttempt,
    OutboxMessage,
    OutboxState,
    RawInbound,
    Thread,
)
from memnun.interactions.outbox.telling import tell

SOURCE = "outbox"


@transaction.atomic
def accept(message: OutboxMessage, accepted: Accepted) -> None:
    """The other side took the message: it is now a contact of the ledger, with the same id."""
    hold_conversation(message)
    note_proof(message, accepted)
    message.save()
    end_attempt(message, OutboxState.SENT)
    enter_ledger(message, accepted)


def note_proof(message: OutboxMessage, accepted: Accepted) -> None:
    """The message as it is after the other side took it; nothing is written yet."""
    now = clock.now()
    message.state = OutboxState.DELIVERED if accepted.delivered else OutboxState.SENT
    message.sent_at, message.claimed_at, message.problem, message.code = now, None, "", ""
    message.delivered_at = now if accepted.delivered else None
    message.provider_id, message.proof = accepted.provider_id[:255], dict(accepted.proof)


def enter_ledger(message: OutboxMessage, accepted: Accepted) -> None:
    """Write the accepted message as a raw record of the ledger, and the act; the conversation is locked."""
    thread = _thread(message)
    Thread.objects.bulk_create([thread], ignore_conflicts=True)
    RawInbound.objects.bulk_create([_record(message, thread.key, accepted)], ignore_conflicts=True)
    tell(acts.SENT, message, message.by)


def _thread(message: OutboxMessage) -> Thread:
    """The name under which the record finds the conversation again."""
    return Thread(
        brand_id=message.brand_id,
        channel_account_id=message.channel_account_id,
        key=f"conversation:{message.conversation_id}",
        conversation_id=message.conversation_id,
    )


def _record(message: OutboxMessage, thread: str, accepted: Accepted) -> RawInbound:
    contact = Contact(
        channel=message.channel,  # type: ignore[arg-type]
        external_id=f"outbox:{message.id}",
        direction="out",
        occurred_at=message.sent_at,
        customer=ContactCustomer(id=str(message.customer_id)),
        thread=thread,
        names=list(accepted.names),
        subject=message.subject,
        text=message.text,
        staff=message.by.account.email if message.by else None,
        meta={"purpose": message.purpose, **({"automatic": True} if message.by is None else {})},
    )
    return RawInbound(
        id=message.id,
        brand_id=message.brand_id,
        channel_account_id=message.channel_account_id,
        external_id=contact.external_id,
        body=contacts.encode(contact),
        source_kind=SOURCE,
        source_id=message.by_id,
    )


def hold_conversation(message: OutboxMessage) -> None:
    """Lock the conversation of a message that is about to change."""
    message.conversation = Conversation.objects.held(message.conversation)


def end_attempt(message: OutboxMessage, outcome: str) -> None:
    """Complete the try that runs with how it ended."""
    OutboxAttempt.objects.filter(message=message, number=message.attempts, ended_at=None).update(
        ended_at=clock.now(), outcome=outcome, code=message.code, problem=message.problem
    )
