"""Telling Telegram about changed settings, in a job: it may be away."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from memnun.channels.telegram.connecting import connect
from memnun.interactions.models import ChannelAccount

RETRY = RetryStrategy(max_attempts=8, exponential_wait=3)


class NotConnected(Exception):
    """Telegram said what is wrong; it stands at the account."""


@app.task(name="channel_telegram.connect", retry=RETRY)
def connect_account(*, account_id: str) -> None:
    """Set or take away the webhook. Raises NotConnected, to be tried again."""
    account = ChannelAccount.objects.filter(id=account_id, active=True).first()
    if account is None:
        return
    problems = connect(account)
    ChannelAccount.objects.filter(id=account.id).update(problem=" ".join(problems)[:500])
    if problems:
        raise NotConnected(" ".join(problems))


def connect_later(account_id: UUID) -> None:
    """Do so in a job."""
    connect_account.defer(account_id=str(account_id))
