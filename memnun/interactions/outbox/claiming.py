"""Taking the next message to send, so that nobody else does, and finding what somebody left behind.

Whoever sends holds a lock of the session on the message: when the process dies, the lock dies with it,
and the message is found at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction

from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount, OutboxAttempt, OutboxMessage, OutboxState

CLAIM = """
UPDATE interactions_outboxmessage SET state = 'sending', claimed_at = %(now)s, attempts = attempts + 1
WHERE id = (
    SELECT m.id FROM interactions_outboxmessage m
    WHERE m.channel_account_id = %(account)s AND m.state = 'waiting' AND m.next_at <= %(now)s
        AND NOT EXISTS (
            SELECT FROM interactions_outboxmessage earlier
            WHERE earlier.conversation_id = m.conversation_id AND earlier.id < m.id
                AND earlier.channel_account_id = m.channel_account_id
                AND (earlier.state = 'sending' OR (earlier.state = 'waiting'
                    AND (earlier.attempts > 0 OR earlier.next_at <= %(now)s))))
    ORDER BY m.next_at, m.id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
RETURNING id
"""
DUE = """
SELECT DISTINCT m.channel_account_id FROM interactions_outboxmessage m
JOIN interactions_channelaccount a ON a.id = m.channel_account_id
WHERE m.state = 'waiting' AND m.next_at <= %(now)s AND a.active
    AND (a.paused_until IS NULL OR a.paused_until <= %(now)s)
"""


def due_accounts() -> list[UUID]:
    """The accounts that have something to send now."""
    with connection.cursor() as cursor:
        cursor.execute(DUE, {"now": clock.now()})
        return [id_ for (id_,) in cursor.fetchall()]


@contextmanager
def claimed(account: ChannelAccount) -> Iterator[OutboxMessage | None]:
    """The next due message of an account, in state `sending` with its attempt written; None when there is none.

    Messages of one conversation leave in the order they were written.
    """
    message = _claim(account)
    try:
        yield message
    finally:
        if message:
            _let_go(message.id)


@transaction.atomic
def _claim(account: ChannelAccount) -> OutboxMessage | None:
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"account": account.id, "now": now})
        row = cursor.fetchone()
        if row is None:
            return None
        # taken before the commit: nobody ever sees the message as being sent without its lock
        cursor.execute("SELECT pg_advisory_lock(hashtext('outbox'), hashtext(%s))", [str(row[0])])
    message = OutboxMessage.objects.select_related("conversation", "channel_account", "by").get(id=row[0])
    OutboxAttempt.objects.create(message=message, number=message.attempts, begun_at=now)
    return message


def _let_go(message_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(hashtext('outbox'), hashtext(%s))", [str(message_id)])


def left_behind(limit: int = 100) -> list[OutboxMessage]:
    """Messages whose sender died while sending them; locked until the end of the running transaction."""
    sending = OutboxMessage.objects.select_related("conversation", "channel_account", "by")
    found = sending.filter(state=OutboxState.SENDING).select_for_update(
        no_key=True, of=("self",), skip_locked=True
    )[:limit]
    return [message for message in found if _nobody_sends(message.id)]


def _nobody_sends(message_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtext('outbox'), hashtext(%s))", [str(message_id)]
        )
        return bool(cursor.fetchone()[0])
