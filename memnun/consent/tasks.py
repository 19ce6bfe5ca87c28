"""What the room does by the clock."""

from procrastinate.contrib.django import app

from memnun.consent.actions import mark_late
from memnun.consent.iys import syncing, watching
from memnun.consent.models import IysAccount
from memnun.consent.privacy import forget_proof


@app.periodic(cron="10 5 * * *")
@app.task(queueing_lock="warn_of_iys", pass_context=False)
def warn_of_iys(timestamp: int) -> None:
    """Tell every brand what İYS must be told today."""
    watching.warn()


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="mark_missed_by_iys", pass_context=False)
def mark_missed_by_iys(timestamp: int) -> None:
    """Mark the consents that İYS was not told of in time."""
    watching.mark_missed()


@app.periodic(cron="20 4 * * 0")
@app.task(queueing_lock="forget_proof_of_consent", pass_context=False)
def forget_proof_of_consent(timestamp: int) -> None:
    """Delete the proof of consents of erased people once nobody can ask for it any more."""
    forget_proof()


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="ask_every_iys_account", pass_context=False)
def ask_every_iys_account(timestamp: int) -> None:
    """Tell İYS what is due, and take over what changed there."""
    for account in IysAccount.objects.select_related("brand"):
        syncing.sync(account)


@app.task(lock="sync_iys_account", pass_context=False)
def sync_iys_account(account_id: str) -> None:
    """The same for one account, as soon as somebody connected it or asks."""
    account = IysAccount.objects.select_related("brand").filter(id=account_id).first()
    if account:
        syncing.sync(account)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="mark_late_confirmations", pass_context=False)
def mark_late_confirmations(timestamp: int) -> None:
    """Tell of consents whose day ended without a confirmation to the customer."""
    mark_late()
