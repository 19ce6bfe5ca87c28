"""What the channels do by the clock."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from memnun.channels.confirming.sending import send_due
from memnun.channels.reconciling import reconcile
from memnun.interactions.models import ChannelAccount

logger = logging.getLogger(__name__)


@app.periodic(cron="23 4 * * *")
@app.task(name="channels.reconcile_all", queueing_lock="channels.reconcile_all")
def reconcile_all(timestamp: int) -> None:
    """Have every account compared, each in a job of its own."""
    for account_id in (
        ChannelAccount.objects.filter(active=True).exclude(kind="").values_list("id", flat=True)
    ):
        reconcile_one.defer(account_id=str(account_id))


@app.task(name="channels.reconcile_one")
def reconcile_one(*, account_id: str) -> None:
    """Compare one account."""
    if account := ChannelAccount.objects.filter(id=account_id, active=True).first():
        reconcile(account)


@app.periodic(cron="*/5 * * * *")
@app.task(name="channels.confirm_consents", queueing_lock="channels.confirm_consents")
def confirm_consents(timestamp: int) -> None:
    """Write the confirmations that had no way before: an account was connected, a customer became known."""
    send_due()
