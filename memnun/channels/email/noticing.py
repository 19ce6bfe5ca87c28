"""Bounces: the message that came back is told as failed, a dead address is written to no more."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from memnun.channels.email.contact import part_envelope
from memnun.channels.email.models import SetAsideMail
from memnun.channels.email.reading.bounce import Bounce, Failure, read_bounce
from memnun.channels.email.reading.opening import open_mail
from memnun.channels.email.suppressing import suppress_address
from memnun.foundation import clock
from memnun.interactions.models import OutboxMessage
from memnun.interactions.outbox import report

AT_ONCE = 100


def read_bounces(account_id: UUID) -> int:
    """Read the account's bounces that nobody has read; returns how many told of a message of ours.

    One that tells of nothing we sent stays held, for somebody to look at.
    """
    matched = 0
    for notice in SetAsideMail.objects.filter(account_id=account_id, words="").unread_notices()[:AT_ONCE]:
        matched += _read(notice)
    return matched


@transaction.atomic
def _read(notice: SetAsideMail) -> bool:
    held = SetAsideMail.objects.select_for_update(no_key=True).select_related("account").get(id=notice.id)
    if held.state != SetAsideMail.State.HELD:
        return False
    _envelope, mail = part_envelope(bytes(held.body))
    bounce = read_bounce(open_mail(mail))
    message = _message(held, bounce)
    failure = _about(message, bounce)
    if message is not None and failure is not None:
        _carry(held, message, failure)
    held.words = (failure.words if failure and failure.words else held.subject)[:500] or "-"
    if message is not None:
        held.state, held.decided_at = SetAsideMail.State.READ, clock.now()
    held.save(update_fields=["words", "state", "decided_at"])
    return message is not None


def _message(held: SetAsideMail, bounce: Bounce) -> OutboxMessage | None:
    """The message of the brand that a bounce returns: by our own header, else by its Message-ID."""
    ours = OutboxMessage.objects.filter(brand_id=held.brand_id, kind="email")
    if bounce.own_id:
        try:
            if found := ours.filter(id=UUID(bounce.own_id)).first():
                return found
        except ValueError:
            pass
    return ours.filter(channel_account_id=held.account_id, provider_id__in=bounce.message_ids).first()


def _about(message: OutboxMessage | None, bounce: Bounce) -> Failure | None:
    """What is told of the customer's own address; a bounce of somebody in copy is not theirs."""
    if message is None:
        return bounce.failures[0] if bounce.failures else None
    own = [one for one in bounce.failures if one.address == message.to_value]
    return (
        own[0]
        if own
        else (bounce.failures[0] if len(bounce.failures) == 1 and not message.meta.get("cc") else None)
    )


def _carry(held: SetAsideMail, message: OutboxMessage, failure: Failure) -> None:
    if not failure.final:
        return
    report(
        message.channel_account,
        message.provider_id,
        "failed",
        at=held.received_at,
        code=failure.status,
        words=failure.words or held.subject,
    )
    if failure.is_dead_address:
        suppress_address(message, failure)
