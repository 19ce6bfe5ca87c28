"""Sending letters through the outbox: on the customer's channel, past the gate, each once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from memnun.cases import events as acts
from memnun.cases.actions.promising import move, promise
from memnun.cases.actions.telling import CannotAct, tell
from memnun.cases.letters import words
from memnun.cases.models import OPEN_STATES, Case, CaseSettings, Promise, Resolution
from memnun.foundation import clock
from memnun.interactions.actions.replying import answer_subject, ways
from memnun.interactions.models import OutboxMessage, OutboxState
from memnun.interactions.outbox import CannotSend, Outgoing, queue
from memnun.people.models import Person

BATCH = 200
FRESH = timedelta(days=1)
SUPPORT_REPLY = "support_reply"


def send(
    case: Case, text: Callable[[], str], *, key: str, purpose: str = SUPPORT_REPLY, by: Person | None = None
) -> OutboxMessage | None:
    """Queue a letter in the case's conversation, written in the customer's language; None without a way.

    The same key never makes a second message. Without `by` it is automatic: no answer, and it meets nothing.
    """
    conversation = case.conversation
    way = next(iter(ways(conversation)), None) if conversation else None
    if conversation is None or way is None:
        return None
    with translation.override(case.customer.language or "tr"):
        written = text()
    try:
        return queue(
            Outgoing(
                conversation=conversation,
                account=way.account,
                to=way.to,
                text=written,
                key=key,
                by=by,
                subject=answer_subject(conversation),
                purpose=purpose,
            )
        )
    except CannotSend:
        return None


@transaction.atomic
def acknowledge_new(wishes: CaseSettings, limit: int = BATCH) -> int:
    """Acknowledge a brand's new cases, each once; returns how many were looked at.

    Whoever was answered already is not told that we will answer.
    """
    fresh = Case.objects.filter(
        brand_id=wishes.brand_id, opened_at__gte=clock.now() - FRESH, acknowledged_at=None, opened_by=None,
        first_answered_at=None, state__in=OPEN_STATES,
    )  # fmt: skip
    rows = fresh.select_related("customer", "brand", "conversation").select_for_update(
        no_key=True, of=("self",), skip_locked=True
    )
    cases = list(rows.order_by("opened_at", "id")[:limit])
    for case in cases:
        _acknowledge(case, wishes)
    Case.objects.bulk_update(cases, ["acknowledged_at"])
    return len(cases)


def _acknowledge(case: Case, wishes: CaseSettings) -> None:
    case.acknowledged_at = clock.now()
    sent = send(case, lambda: words.acknowledgement(case, wishes), key=f"case-acknowledged:{case.id}")
    if sent and sent.state != OutboxState.BLOCKED:
        tell(acts.ACKNOWLEDGED, case, None)


@transaction.atomic
def move_and_tell(made: Promise, *, due_at: datetime, reason: str, by: Person) -> Promise:
    """Move a promise, and tell the customer the new date and why."""
    successor = move(made, due_at=due_at, reason=reason, by=by)
    send(successor.case, lambda: words.moved(successor, reason), key=f"promise-moved:{successor.id}")
    return successor


@transaction.atomic
def apologise(broken: Promise, *, text: str, due_at: datetime, by: Person) -> Promise:
    """Send the apology for a broken promise and give a new one; the draft's gap is filled with its date.

    Raises CannotAct when there is no way to send."""
    if broken.state != Promise.State.BROKEN:
        raise CannotAct(_("This promise was not broken."))
    made = promise(broken.case, text=broken.text, due_at=due_at, by=by)
    broken.successor = made
    broken.save(update_fields=["successor"])
    sent = send(
        broken.case,
        lambda: words.fill_new_date(text, broken.case, due_at),
        key=f"promise-apology:{broken.id}",
        by=by,
    )
    if sent is None:
        raise CannotAct(
            _("There is no way to write to this customer here. Call them, then give the promise.")
        )
    return made


def refusal_key(solved: Resolution) -> str:
    """The key of the message that tells a customer of a refusal."""
    return f"case-refusal:{solved.id}"


@transaction.atomic
def tell_refusal(solved: Resolution, *, text: str, by: Person) -> OutboxMessage:
    """Tell the customer why the claim was refused and what they may do; once.

    Raises CannotAct for a solution that grants the claim, a text that names no rights, or without a way to send.
    """
    if not solved.refused or solved.undone_at:
        raise CannotAct(_("This claim was not refused."))
    if not words.names_rights(text):
        raise CannotAct(_("Say where the customer can turn: the consumer arbitration board, or the court."))
    message = send(solved.case, lambda: text, key=refusal_key(solved), by=by)
    if message is None:
        raise CannotAct(
            _("There is no way to write to this customer here. Tell them on the telephone or by post.")
        )
    tell(acts.REFUSAL_TOLD, solved.case, by)
    return message
