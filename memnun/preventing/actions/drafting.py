"""Drafting an article or a message about a trouble, and making the list of who would get it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from memnun.events.actions import record
from memnun.events.kinds import Kind
from memnun.foundation import clock
from memnun.knowledge.actions import save_article
from memnun.knowledge.models import Article
from memnun.people.models import Person
from memnun.preventing import drafting
from memnun.preventing import events as acts
from memnun.preventing.frictions import CAUSE, TOPIC, Friction, solutions_of
from memnun.preventing.models import ProactiveMessage, Recipient
from memnun.preventing.reaching import customers_for, recipients_among, with_identities

State = ProactiveMessage.State
BATCH = 200
MOST_RECIPIENTS = 20_000
BOUGHT_WITHIN = 30
"""Days looked back when nothing is known of when the trouble comes."""


class CannotAct(ValueError):
    """The act does not fit the state of the message; the text says why, in the reader's language."""


def draft_article(friction: Friction, since: datetime, *, by: Person) -> Article:
    """Begin an article about a trouble, with what was done about it most often."""
    trouble = friction.trouble
    with translation.override(by.brand.language):
        return save_article(
            None,
            by=by,
            title=drafting.article_title(friction),
            text=drafting.article_text(friction, solutions_of(by, trouble, since)),
            topic=trouble.key if trouble.kind == TOPIC else "",
        )


@transaction.atomic
def draft_message(friction: Friction, *, by: Person, today: date | None = None) -> ProactiveMessage:
    """Begin a message to those who bought so lately that the trouble can still come to them."""
    until = today or clock.today()
    days = BOUGHT_WITHIN if friction.last is None else max(round(friction.last), 1)
    trouble = friction.trouble
    with translation.override(by.brand.language):
        message = ProactiveMessage.objects.create(
            brand_id=by.brand_id,
            cause_id=trouble.cause_id if trouble.kind == CAUSE else None,
            topic=trouble.key if trouble.kind == TOPIC else "",
            name=trouble.name,
            subject=drafting.subject(friction),
            text=drafting.text(friction),
            bought_from=until - timedelta(days=days),
            bought_until=until,
            by=by,
        )
    tell(acts.DRAFTED, message, by)
    defer("preventing.list", message)
    return message


@transaction.atomic
def change(message: ProactiveMessage, *, by: Person, **values: Any) -> ProactiveMessage:
    """Change text, class or days; the list is made anew, without those who were left out by hand.

    Raises CannotAct once it was approved.
    """
    current = changeable(message)
    for name, value in values.items():
        setattr(current, name, value)
    current.state, current.changed_at = State.LISTING, clock.now()
    current.save()
    Recipient.objects.filter(message=current).exclude(state=Recipient.State.LEFT_OUT).delete()
    tell(acts.CHANGED, current, by)
    defer("preventing.list", current)
    return current


@transaction.atomic
def list_some(message_id: UUID, after: UUID | None, limit: int = BATCH) -> UUID | None:
    """List the next customers with what the gate would say; gives the last one's id, None when the list stands."""
    message = ProactiveMessage.objects.select_for_update(no_key=True).get(id=message_id)
    if message.state != State.LISTING:
        return None
    customers = customers_for(message)
    if after:
        customers = customers.filter(id__gt=after)
    found = list(with_identities(customers)[:limit])
    Recipient.objects.bulk_create(recipients_among(message, found), ignore_conflicts=True)
    count = Recipient.objects.filter(message=message).count()
    if len(found) == limit and count < MOST_RECIPIENTS:
        return found[-1].id
    message.state = State.READY
    message.save(update_fields=["state"])
    tell(acts.LISTED, message, None, count=count)
    return None


@transaction.atomic
def leave_out(recipient: Recipient, *, by: Person) -> None:
    """Leave one customer out of a list that is not approved yet."""
    _set_aside(recipient, (Recipient.State.MAY_GO, Recipient.State.LATER), Recipient.State.LEFT_OUT, by)


@transaction.atomic
def put_back(recipient: Recipient, *, by: Person) -> None:
    """Put a customer back on the list; the gate is asked again when the message leaves."""
    _set_aside(recipient, (Recipient.State.LEFT_OUT,), Recipient.State.MAY_GO, by)


def _set_aside(recipient: Recipient, allowed: tuple[str, ...], state: str, by: Person) -> None:
    message = changeable(recipient.message)
    changed = Recipient.objects.filter(id=recipient.id, state__in=allowed).update(state=state)
    if changed:
        message.changed_at = clock.now()
        message.save(update_fields=["changed_at"])
        tell(acts.CHANGED, message, by)


def changeable(message: ProactiveMessage) -> ProactiveMessage:
    """The message, held until the end of the transaction. Raises CannotAct once it was approved."""
    current = ProactiveMessage.objects.select_for_update(no_key=True).get(id=message.id)
    if not current.can_change:
        raise CannotAct(_("This message was approved already."))
    return current


def tell(kind: Kind, message: ProactiveMessage, by: Person | None, **details: Any) -> None:
    """Write the act into the log."""
    record(kind, brand_id=message.brand_id, by=by, subject_id=message.id, what=message.name[:120], **details)


def defer(task: str, message: ProactiveMessage, **options: Any) -> None:
    """Let a worker go on with the message once the running transaction has committed."""
    app.configure_task(task, **options).defer(message_id=str(message.id), after="")
