"""Work on mails that waits for nobody: what bounces say, and the daily comparison with the servers."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from memnun.channels.email.noticing import read_bounces

RETRY = RetryStrategy(max_attempts=10, exponential_wait=3)


@app.task(name="email.read_notices", retry=RETRY)
def read_notices(*, account_id: str) -> None:
    """Carry what bounces of an account say to the messages they tell of."""
    read_bounces(UUID(account_id))
