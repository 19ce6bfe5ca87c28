"""Where the work on a conversation stands."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from memnun.foundation import clock
from memnun.interactions import events as acts
from memnun.interactions.actions.summarising import waiting_since
from memnun.interactions.actions.telling import locked, tell
from memnun.interactions.models import Conversation, Interaction, Status
from memnun.people.models import Person

FIELDS = ["status", "resolved_at", "snoozed_until", "waiting_since"]


@transaction.atomic
def resolve(conversation: Conversation, *, by: Person | None) -> Conversation:
    """The work is done, `by` nobody when a rule found so; the customer's next message reopens it."""
    current = locked(conversation)
    if current.status == Status.RESOLVED:
        return current
    current.status, current.resolved_at = Status.RESOLVED, clock.now()
    current.snoozed_until = current.waiting_since = None
    current.save(update_fields=FIELDS)
    tell(acts.RESOLVED, current, by)
    return current


@transaction.atomic
def settle(answer: Interaction) -> bool:
    """Resolve the conversation of an answer that was acted on by itself; False when anything else waits in it."""
    if answer.conversation is None:
        return False
    current = locked(answer.conversation)
    newest = Interaction.objects.filter(conversation=current).newest_first().first()
    if current.waiting_since != answer.occurred_at or newest != answer:
        return False
    resolve(current, by=None)
    return True


@transaction.atomic
def reopen(conversation: Conversation, *, by: Person) -> Conversation:
    """The work goes on; whoever waited for an answer waits again."""
    current = locked(conversation)
    if current.status == Status.OPEN:
        return current
    _open(current)
    tell(acts.REOPENED, current, by)
    return current


@transaction.atomic
def await_customer(conversation: Conversation, *, by: Person) -> Conversation:
    """The next word is the customer's."""
    current = locked(conversation)
    if current.status == Status.WAITING:
        return current
    current.status, current.resolved_at, current.snoozed_until = Status.WAITING, None, None
    current.save(update_fields=FIELDS)
    tell(acts.AWAITED, current, by)
    return current


@transaction.atomic
def snooze(conversation: Conversation, *, until: datetime, by: Person) -> Conversation:
    """Put the conversation off until a moment to come. Raises ValueError for one that has passed."""
    if until <= clock.now():
        raise ValueError(_("Please choose a time that is still to come."))
    current = locked(conversation)
    current.status, current.snoozed_until, current.resolved_at = Status.SNOOZED, until, None
    current.save(update_fields=FIELDS)
    tell(acts.SNOOZED, current, by, until=until.isoformat())
    return current


@transaction.atomic
def wake_snoozed(now: datetime | None = None, limit: int = 500) -> int:
    """Bring back conversations whose time has come; returns how many."""
    due = Conversation.objects.filter(status=Status.SNOOZED, snoozed_until__lte=now or clock.now())
    woken = list(due.select_for_update(no_key=True, skip_locked=True).order_by("snoozed_until")[:limit])
    for current in woken:
        _open(current)
        tell(acts.WOKEN, current, None)
    return len(woken)


def _open(current: Conversation) -> None:
    current.status, current.resolved_at, current.snoozed_until = Status.OPEN, None, None
    current.waiting_since = waiting_since(current)
    current.save(update_fields=FIELDS)
