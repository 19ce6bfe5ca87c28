"""Letting an approved message leave, batch by batch through the outbox and its gate, and stopping it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.cases.letters.words import salutation
from memnun.consent.deciding import Decision
from memnun.customers.models import Customer
from memnun.foundation import clock
from memnun.interactions import outbox
from memnun.interactions.actions import begin_conversations
from memnun.interactions.models import Conversation, OutboxMessage, OutboxState
from memnun.interactions.outbox import CannotSend, Outgoing
from memnun.interactions.outbox.changing import TooLate
from memnun.knowledge.filling import fill
from memnun.people.models import Person
from memnun.preventing import events as acts
from memnun.preventing.actions.drafting import CannotAct, changeable, defer, tell
from memnun.preventing.comparing import hold_back
from memnun.preventing.models import ProactiveMessage, Recipient
from memnun.preventing.reaching import STATE_OF, Way, Ways, ask_gate, customers_for, with_identities

State = ProactiveMessage.State
UNFINISHED = "…"
BATCH = 100
UNDO_SECONDS = 60
"""For how long an approved message can be stopped before the first one leaves."""


@transaction.atomic
def approve(message: ProactiveMessage, *, seen: datetime, by: Person) -> ProactiveMessage:
    """Draw who is held back and let it leave in a minute. `seen` is when the text and list that were looked at were last changed.

    Raises CannotAct when the list is not made yet, was changed since, holds nobody, or the text is unfinished.
    """
    current = changeable(message)
    if current.state != State.READY:
        raise CannotAct(_("The list is still being made."))
    if current.changed_at != seen:
        raise CannotAct(_("Text or list were changed meanwhile. Look at them again."))
    if UNFINISHED in current.text:
        raise CannotAct(_("The advice is not written yet: “…” still stands in the text."))
    count = Recipient.objects.of(current.id).waiting().count()
    if not count:
        raise CannotAct(_("There is nobody to send it to."))
    current.state, current.approved_by, current.approved_at = State.SENDING, by, clock.now()
    held = hold_back(current, count)
    current.save(update_fields=["state", "approved_by", "approved_at", "measured_until"])
    tell(acts.APPROVED, current, by, count=count - held)
    if held:
        tell(acts.HELD_BACK, current, None, count=held)
    defer("preventing.send", current, schedule_in={"seconds": UNDO_SECONDS})
    return current


@transaction.atomic
def send_some(message_id: UUID, limit: int = BATCH) -> bool:
    """Put the next ones into the outbox; says whether there are more."""
    message = (
        ProactiveMessage.objects.select_for_update(no_key=True, of=("self",))
        .select_related("brand")
        .get(id=message_id)
    )
    if message.state != State.SENDING:
        return False
    waiting = Recipient.objects.of(message.id).waiting()
    recipients = {each.customer_id: each for each in waiting.select_for_update(no_key=True)[:limit]}
    still = list(with_identities(customers_for(message).filter(id__in=list(recipients))))
    for customer_id in set(recipients) - {customer.id for customer in still}:
        recipients[customer_id].state = Recipient.State.MET
    _send(message, recipients, still)
    Recipient.objects.bulk_update(recipients.values(), ["state", "reason", "until", "outbox_id"])
    if len(recipients) == limit:
        return True
    message.state = State.SENT
    message.save(update_fields=["state"])
    sent = Recipient.objects.filter(message=message, state=Recipient.State.QUEUED).count()
    tell(acts.SENT, message, None, count=sent)
    return False


def _send(
    message: ProactiveMessage, recipients: dict[UUID, Recipient], customers: Sequence[Customer]
) -> None:
    ways = Ways(message.brand_id)
    found = [(customer, ways.to(customer)) for customer in customers]
    for customer, way in found:
        if way is None:
            recipients[customer.id].state = Recipient.State.UNREACHABLE
    allowed: list[tuple[Customer, Way, Decision]] = []
    for customer, way, said in ask_gate(message, [(customer, way) for customer, way in found if way]):
        recipients[customer.id].state = STATE_OF[said.verdict]
        recipients[customer.id].reason, recipients[customer.id].until = said.reason, said.until
        if STATE_OF[said.verdict] != Recipient.State.BLOCKED:
            allowed.append((customer, way, said))
    begun = begin_conversations(
        message.brand_id, [(customer.id, way.account) for customer, way, _said in allowed], message.subject
    )
    for (customer, way, _said), conversation in zip(allowed, begun, strict=True):
        _queue(message, recipients[customer.id], customer, way, conversation)


def _queue(
    message: ProactiveMessage,
    recipient: Recipient,
    customer: Customer,
    way: Way,
    conversation: Conversation,
) -> None:
    values = {"hitap": salutation(customer), "ad": customer.name, "marka": message.brand.name}
    try:
        with transaction.atomic():
            queued = outbox.queue(
                Outgoing(
                    conversation=conversation,
                    account=way.account,
                    to=way.to,
                    text=fill(message.text, values),
                    key=f"in-time:{message.id}:{customer.id}",
                    by=message.approved_by,
                    subject=message.subject,
                    purpose=message.purpose,
                    meta={"automatic": True},
                )
            )
    except CannotSend as problem:
        recipient.state, recipient.reason = Recipient.State.UNREACHABLE, str(problem)[:60]
        return
    recipient.outbox_id = queued.id
    if queued.state == OutboxState.BLOCKED:
        recipient.state, recipient.reason = Recipient.State.BLOCKED, queued.gate_reason
    else:
        recipient.state = Recipient.State.QUEUED


@transaction.atomic
def stop(message: ProactiveMessage, *, by: Person) -> ProactiveMessage:
    """Stop what has not left yet; what left has left. Raises CannotAct for a message nobody approved."""
    current = ProactiveMessage.objects.select_for_update(no_key=True).get(id=message.id)
    if current.state not in (State.SENDING, State.SENT):
        raise CannotAct(_("This message is not on its way."))
    current.state = State.STOPPED
    current.save(update_fields=["state"])
    Recipient.objects.of(current.id).waiting().update(state=Recipient.State.STOPPED)
    tell(acts.STOPPED, current, by)
    defer("preventing.stop", current)
    return current


def stop_some(message_id: UUID, after: UUID | None, limit: int = BATCH) -> UUID | None:
    """Take the next ones out of the outbox; gives the last customer's id, None when there are no more."""
    queued = Recipient.objects.of(message_id).filter(state=Recipient.State.QUEUED)
    if after:
        queued = queued.filter(customer_id__gt=after)
    rows = list(queued[:limit])
    messages = OutboxMessage.objects.in_bulk([row.outbox_id for row in rows if row.outbox_id])
    for row in rows:
        if row.outbox_id in messages and _taken_back(messages[row.outbox_id]):
            row.state = Recipient.State.STOPPED
    Recipient.objects.bulk_update(rows, ["state"])
    return rows[-1].customer_id if len(rows) == limit else None


def _taken_back(message: OutboxMessage) -> bool:
    try:
        outbox.cancel(message, by=None, reason="stopped")
    except TooLate:
        return False
    return True
