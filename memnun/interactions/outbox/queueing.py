"""Writing a message into the outbox, in the transaction of the act that sends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from memnun.foundation import clock
from memnun.foundation.ids import uuid7
from memnun.interactions import events as acts
from memnun.interactions.channel_kinds import Address, ChannelKind, kind_of
from memnun.interactions.models import Attachment, ChannelAccount, Conversation, OutboxMessage, OutboxState
from memnun.interactions.outbox.accepting import enter_ledger
from memnun.interactions.outbox.at_once import hand_over_at_once
from memnun.interactions.outbox.gate import Answer, ask
from memnun.interactions.outbox.telling import tell, wake_senders
from memnun.people.models import Person
from memnun.people.written import written_once

SUPPORT_REPLY = "support_reply"


class CannotSend(ValueError):
    """The message cannot be sent as it is; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be sent.

    `key` names the act: the same key within a brand never makes a second message. `purpose` is what the
    contact gate asks. `undo_seconds` holds the message back so that it can be taken back; `not_before`
    sends it later; with `dropped_if_customer_writes` it is taken back when the customer writes first.
    `meta` goes to the channel as it is (cc, an invitation, a template).
    """

    conversation: Conversation
    account: ChannelAccount
    to: Address
    text: str
    key: str
    by: Person | None = None
    subject: str = ""
    purpose: str = SUPPORT_REPLY
    attachment_ids: Sequence[UUID] = ()
    not_before: datetime | None = None
    undo_seconds: int = 0
    dropped_if_customer_writes: bool = False
    in_reply_to: UUID | None = None
    fallback_of: UUID | None = None
    meta: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def queue(outgoing: Outgoing) -> OutboxMessage:
    """Put a message into the outbox; the gate's decision is kept with it.

    A message that the gate forbids stands in state `blocked` with its reason and never leaves; one that it
    holds waits until then. Where the other side is our own database it has arrived when this returns.
    Raises CannotSend when the channel cannot carry the message.
    """
    conversation = Conversation.objects.held(outgoing.conversation)
    return find_known(conversation.brand_id, outgoing.key) or write(outgoing, conversation)


def find_known(brand_id: UUID, key: str) -> OutboxMessage | None:
    """The message that an act with this key made before."""
    return next(iter(_with_key(brand_id, [key])), None)


@written_once
def _with_key(brand_id: UUID, keys: Sequence[str]) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(brand_id=brand_id, key__in=keys)


def write(outgoing: Outgoing, conversation: Conversation) -> OutboxMessage:
    """What `queue` does for a conversation that the caller holds, where no message has the key."""
    files = _files(outgoing)
    _refuse_what_cannot_be_carried(outgoing, files)
    message = _row(outgoing, conversation)
    decision = ask(message)
    _follow(decision, message)
    if files:
        Attachment.objects.filter(id__in=[file.id for file in files]).update(outbox=message)
    accepted = None if decision.is_block else hand_over_at_once(message)
    message.save(force_insert=True)
    if decision.is_block:
        tell(acts.BLOCKED, message, outgoing.by, reason=decision.reason)
        return message
    tell(acts.QUEUED, message, outgoing.by, held=decision.reason if decision.until else "")
    if accepted:
        enter_ledger(message, accepted)
    else:
        wake_senders(message)
    return message


def _follow(decision: Answer, message: OutboxMessage) -> None:
    message.gate_decision_id, message.gate_reason = decision.id, decision.reason
    if decision.is_block:
        message.state, message.failed_at = OutboxState.BLOCKED, clock.now()
    elif decision.until:
        message.not_before = max(filter(None, (message.not_before, decision.until)))
    message.next_at = message.not_before or message.created_at


def _row(outgoing: Outgoing, conversation: Conversation) -> OutboxMessage:
    now = clock.now()
    held = now + timedelta(seconds=outgoing.undo_seconds) if outgoing.undo_seconds else None
    return OutboxMessage(
        id=uuid7(),
        brand_id=conversation.brand_id,
        conversation=conversation,
        customer_id=conversation.customer_id,
        channel_account=outgoing.account,
        channel=outgoing.account.channel,
        kind=outgoing.account.kind,
        key=outgoing.key,
        purpose=outgoing.purpose,
        to_kind=outgoing.to.kind,
        to_value=outgoing.to.value,
        subject=outgoing.subject,
        text=outgoing.text,
        in_reply_to=outgoing.in_reply_to,
        meta=outgoing.meta,
        by=outgoing.by,
        dropped_if_customer_writes=outgoing.dropped_if_customer_writes,
        not_before=max(filter(None, (held, outgoing.not_before)), default=None),
        fallback_of_id=outgoing.fallback_of,
        created_at=now,
    )


def _files(outgoing: Outgoing) -> list[Attachment]:
    wanted = list(dict.fromkeys(outgoing.attachment_ids))
    if not wanted:
        return []
    found = Attachment.objects.filter(
        brand_id=outgoing.conversation.brand_id, id__in=wanted, state="kept", outbox=None, interaction=None
    )
    if outgoing.by:
        found = found.filter(uploaded_by=outgoing.by)
    files = list(found.select_for_update(no_key=True))
    if len(files) != len(wanted):
        raise CannotSend(_("One of the files is no longer there. Please attach it again."))
    return files


def _refuse_what_cannot_be_carried(outgoing: Outgoing, files: Sequence[Attachment]) -> None:
    kind = kind_of(outgoing.account)
    if kind is None or "out" not in kind.capability.directions:
        raise CannotSend(_("Nothing can be sent through {account}.").format(account=outgoing.account))
    if not outgoing.account.active:
        raise CannotSend(_("{account} is switched off in the settings.").format(account=outgoing.account))
    if outgoing.account.brand_id != outgoing.conversation.brand_id:
        raise CannotSend(_("This account belongs to another brand."))
    if not outgoing.text.strip() and not files:
        raise CannotSend(_("Please write something first."))
    if len(outgoing.key) > 120 or not outgoing.key:
        raise ValueError("a message needs a key of 1 to 120 characters")
    _refuse_length(outgoing.text, kind)
    _refuse_files(files, kind)


def _refuse_length(text: str, kind: ChannelKind) -> None:
    longest = kind.capability.longest
    if longest and len(text) > longest:
        raise CannotSend(
            _("This channel carries {longest} characters; the message has {length}.").format(
                longest=longest, length=len(text)
            )
        )


def _refuse_files(files: Sequence[Attachment], kind: ChannelKind) -> None:
    allowed = kind.capability.attachments
    if files and allowed is None:
        raise CannotSend(_("This channel carries no files."))
    if allowed is None:
        return
    if len(files) > allowed.most:
        raise CannotSend(
            ngettext(
                "This channel carries {most} file.", "This channel carries {most} files.", allowed.most
            ).format(most=allowed.most)
        )
    for file in files:
        if file.size > allowed.largest_bytes:
            raise CannotSend(
                _("{name} is too large for this channel (at most {largest} MB).").format(
                    name=file.name, largest=allowed.largest_bytes // 1_000_000
                )
            )
        if allowed.types and file.content_type not in allowed.types:
            raise CannotSend(
                _("This channel does not take the kind of file {name} is.").format(name=file.name)
            )
