"""Answering a customer: on the channel they wrote on, and never without having seen what they wrote last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from memnun.events.models import Event
from memnun.interactions import events as acts
from memnun.interactions.actions.guarding import ChangedMeanwhile
from memnun.interactions.actions.status import await_customer, resolve
from memnun.interactions.channel_kinds import Address, kind_of
from memnun.interactions.models import ChannelAccount, Conversation, OutboxMessage
from memnun.interactions.outbox.queueing import SUPPORT_REPLY, CannotSend, Outgoing, find_known, write
from memnun.interactions.outbox.ways import Way, ways
from memnun.people.models import Person
from memnun.people.written import written_once

__all__ = ["Reply", "Way", "refuse_unseen", "reply", "ways"]

SPOKEN = tuple(kind.name for kind in (acts.RECORDED, acts.QUEUED, acts.NOTED, acts.RECORDED_BY_HAND))
"""What an answer has to know of before it leaves."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody wrote. `seen` is the number of the newest act the page showed; `key` names the act.

    `afterwards` says where the work stands then: "" leaves it, "wait" awaits the customer, "resolve" ends it.
    Without `undo_seconds` it is held back for as long as its kind of channel says.
    """

    text: str
    key: str
    seen: int
    account: ChannelAccount | None = None
    to: Address | None = None
    subject: str = ""
    attachment_ids: Sequence[UUID] = ()
    send_at: datetime | None = None
    dropped_if_customer_writes: bool = False
    undo_seconds: int | None = None
    afterwards: str = ""
    purpose: str = SUPPORT_REPLY
    in_reply_to: UUID | None = None
    meta: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def reply(conversation: Conversation, given: Reply, *, by: Person) -> OutboxMessage:
    """Write an answer into the outbox.

    Raises ChangedMeanwhile when something was said in the conversation that the page had not shown, and
    CannotSend when there is no way to the customer or the channel cannot carry the message. The same key
    again answers with the message it made.
    """
    current = Conversation.objects.held(conversation)
    if known := find_known(current.brand_id, given.key):
        return known
    refuse_unseen(current, seen=given.seen, by=by)
    account, to = _way(current, given)
    message = write(
        Outgoing(
            conversation=current,
            account=account,
            to=to,
            text=given.text,
            key=given.key,
            by=by,
            subject=given.subject or answer_subject(current),
            purpose=given.purpose,
            attachment_ids=given.attachment_ids,
            not_before=given.send_at,
            undo_seconds=_held_back(account) if given.undo_seconds is None else given.undo_seconds,
            dropped_if_customer_writes=given.dropped_if_customer_writes,
            in_reply_to=given.in_reply_to,
            meta=given.meta,
        ),
        current,
    )
    if given.afterwards == "resolve":
        resolve(current, by=by)
    elif given.afterwards == "wait":
        await_customer(current, by=by)
    return message


def _held_back(account: ChannelAccount) -> int:
    kind = kind_of(account)
    return kind.undo_seconds if kind else 0


def refuse_unseen(conversation: Conversation, *, seen: int, by: Person) -> None:
    """Raises ChangedMeanwhile with what was said since; one's own words need not be seen again."""
    later = _said_after(conversation.id, seen)
    own = _own_messages([event.subject_id for event in later if event.subject_id], by)
    unseen = [event for event in later if event.actor_id != by.id and event.subject_id not in own]
    if unseen:
        raise ChangedMeanwhile(unseen)


@written_once
def _said_after(conversation_id: UUID, seen: int) -> QuerySet[Event]:
    return Event.objects.about_conversation(conversation_id).filter(id__gt=seen, kind__in=SPOKEN)


def _own_messages(ids: Sequence[UUID], by: Person) -> set[UUID]:
    return set(OutboxMessage.objects.filter(id__in=ids, by=by).values_list("id", flat=True)) if ids else set()


def _way(conversation: Conversation, given: Reply) -> tuple[ChannelAccount, Address]:
    if given.account and given.to:
        return given.account, given.to
    for way in ways(conversation):
        if given.account is None or way.account.id == given.account.id:
            return way.account, given.to or way.to
    raise CannotSend(
        _(
            "There is no way to answer this customer here. Write down a call or connect a channel in the settings."
        )
    )


def answer_subject(conversation: Conversation) -> str:
    """The subject of an answer, in the customer's own words."""
    return conversation.subject
