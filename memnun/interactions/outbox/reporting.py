"""What the other side says later about a message: delivered, read, returned. Order and repeats do not matter."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.db import transaction

from memnun.foundation import clock
from memnun.interactions import events as acts
from memnun.interactions.models import ChannelAccount, Conversation, OutboxMessage, OutboxState
from memnun.interactions.outbox.telling import tell, tell_moved

Status = Literal["sent", "delivered", "read", "failed"]
RANK = {OutboxState.SENT: 1, OutboxState.DELIVERED: 2, OutboxState.READ: 3}


@transaction.atomic
def report(
    account: ChannelAccount,
    provider_id: str,
    status: Status,
    *,
    at: datetime | None = None,
    code: str = "",
    words: str = "",
) -> OutboxMessage | None:
    """Note a status; None when no message has this provider id.

    A state never goes back: `read` implies delivered, a late `sent` changes nothing, and `failed` after
    `delivered` is not believed. An accepted message that is returned stands as failed and keeps its proof.
    """
    messages = OutboxMessage.objects.select_related("conversation", "channel_account")
    message = (
        messages.filter(channel_account=account, provider_id=provider_id).exclude(provider_id="").first()
    )
    if message is None:
        return None
    message.conversation = Conversation.objects.select_for_update(no_key=True).get(id=message.conversation_id)
    message.refresh_from_db(from_queryset=OutboxMessage.objects.select_for_update(no_key=True))
    moment = at or clock.now()
    changed = _fail(message, moment, code, words) if status == "failed" else _advance(message, status, moment)
    if changed:
        message.save()
        tell_moved(message)
        if status == "failed":
            tell(acts.RETURNED, message, None)
    return message


def _advance(message: OutboxMessage, status: str, at: datetime) -> bool:
    if status == "sent" or message.state not in (*RANK, OutboxState.UNCERTAIN, OutboxState.FAILED):
        return False
    changed = False
    if message.delivered_at is None:
        message.delivered_at, changed = at, True
    if status == "read" and message.read_at is None:
        message.read_at, changed = at, True
    reached = OutboxState.READ if message.read_at else OutboxState.DELIVERED
    if RANK.get(OutboxState(message.state), 0) < RANK[reached]:
        message.state, message.failed_at, changed = reached, None, True
    return changed


def _fail(message: OutboxMessage, at: datetime, code: str, words: str) -> bool:
    if message.state != OutboxState.SENT:
        return False
    message.state, message.failed_at = OutboxState.FAILED, at
    message.code, message.problem = code[:60], words[:1000]
    return True
