"""Answers for visitors who are gone leave by e-mail, to the address they left."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from memnun.channels.chat import events as acts
from memnun.channels.chat.models import Line, Visitor
from memnun.events.actions import record
from memnun.foundation import clock
from memnun.interactions.channel_kinds import Address, can_send, kind_of
from memnun.interactions.models import Channel, ChannelAccount, Conversation, Interaction, OutboxMessage
from memnun.interactions.outbox import CannotSend, Outgoing, queue

PATIENCE = timedelta(minutes=2)
"""How long an answer waits for the visitor's widget before it leaves by e-mail."""

TOO_OLD = timedelta(days=3)
MOST = 500

logger = logging.getLogger(__name__)


def carry_due(now: datetime | None = None) -> int:
    """Send what was not delivered; returns how many e-mails were written. Safe to run twice."""
    at = now or clock.now()
    lines = (
        Line.objects.filter(
            direction="out",
            delivered_at=None,
            carried_at=None,
            at__lt=at - PATIENCE,
            at__gt=at - TOO_OLD,
            visitor__seen_until__lt=at,
        )
        .exclude(visitor__email="")
        .select_related("visitor__account")
        .order_by("visitor_id", "number")[:MOST]
    )
    return sum(
        _carry(visitor, [line.number for line in group])
        for visitor, group in groupby(lines, key=lambda line: line.visitor)
    )


def mailbox_of(account: ChannelAccount) -> ChannelAccount | None:
    """The brand's mailbox, through which the conversation goes on; None when it has none that can send."""
    accounts = ChannelAccount.objects.filter(
        brand_id=account.brand_id, channel=Channel.EMAIL, active=True
    ).exclude(kind="")
    for each in accounts.order_by("created_at", "id"):
        kind = kind_of(each)
        if kind and can_send(each) and "email" in kind.capability.identity_kinds:
            return each
    return None


def _carry(visitor: Visitor, numbers: Iterable[int]) -> int:
    """One e-mail with all that the visitor has not been given."""
    mailbox = mailbox_of(visitor.account)
    if mailbox is None or not visitor.account.settings.get("by_email", True):
        return 0
    try:
        with transaction.atomic():
            return _carry_locked(visitor, list(numbers), mailbox)
    except CannotSend as problem:
        logger.warning("An answer of the chat %s could not go by e-mail: %s", visitor.account_id, problem)
        return 0


def _carry_locked(visitor: Visitor, numbers: list[int], mailbox: ChannelAccount) -> int:
    conversation = _conversation_of(visitor, numbers)
    if conversation is None:
        return 0
    conversation = Conversation.objects.held(conversation)
    Visitor.objects.select_for_update(no_key=True).get(id=visitor.id)
    lines = list(
        Line.objects.filter(visitor=visitor, number__in=numbers, delivered_at=None, carried_at=None).order_by(
            "number"
        )
    )
    if not lines:
        return 0
    written = OutboxMessage.objects.filter(id=lines[-1].id).select_related("by").first()
    with override(visitor.language):
        queue(
            Outgoing(
                conversation=conversation,
                account=mailbox,
                to=Address("email", visitor.email),
                subject=_("Our answer to your chat"),
                text="\n\n".join([*(line.text for line in lines if line.text), *_missing_files(lines)]),
                key=f"chat-carried:{lines[0].id}",
                by=written.by if written else None,
                in_reply_to=lines[0].id,
            )
        )
    Line.objects.filter(id__in=[line.id for line in lines]).update(carried_at=clock.now())
    record(
        acts.CARRIED,
        brand_id=visitor.brand_id,
        customer_id=conversation.customer_id,
        conversation_id=conversation.id,
        team_id=conversation.team_id,
        subject_id=lines[0].id,
    )
    return 1


def _conversation_of(visitor: Visitor, numbers: list[int]) -> Conversation | None:
    """Where the lines stand in the ledger; None while they are not placed."""
    ids = list(Line.objects.filter(visitor=visitor, number__in=numbers).values_list("id", flat=True))
    placed = Interaction.objects.filter(id__in=ids).select_related("conversation__merged_into").first()
    return (placed.conversation.merged_into or placed.conversation) if placed else None


def _missing_files(lines: Iterable[Line]) -> list[str]:
    names = [file["name"] for line in lines for file in line.files]
    return [_("Files wait for you in the chat: {names}.").format(names=", ".join(names))] if names else []
