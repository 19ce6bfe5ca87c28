"""What the clock does for calls."""

import contextlib

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from memnun.channels.phone.calls_import import run, undo
from memnun.channels.phone.fetching import can_fetch, fetch_and_note
from memnun.channels.phone.hearing import apply_waiting, close_forgotten, forget_events
from memnun.channels.phone.recordings import destroy_expired
from memnun.foundation import clock
from memnun.interactions.models import ChannelAccount


@app.periodic(cron="*/10 * * * *")
@app.task(name="phone.mend_calls", pass_context=False)
def mend_calls(timestamp: int) -> None:
    """Read events again that could not be read; close calls whose end was never told."""
    apply_waiting()
    close_forgotten()


@app.periodic(cron="*/5 * * * *")
@app.task(name="phone.fetch_all", pass_context=False, queueing_lock="phone.fetch_all")
def fetch_all(timestamp: int) -> None:
    """Have the list of calls of every line fetched, each in a job of its own."""
    lines = ChannelAccount.objects.filter(kind="phone", active=True)
    for account in lines.exclude(paused_until__gt=clock.now()):
        if can_fetch(account):
            with contextlib.suppress(AlreadyEnqueued):  # the one before is still at work
                fetch_calls.configure(queueing_lock=f"phone.fetch {account.id}").defer(
                    account_id=str(account.id)
                )


@app.task(name="phone.fetch_calls")
def fetch_calls(*, account_id: str) -> None:
    """Fetch one line's list of calls."""
    lines = ChannelAccount.objects.filter(id=account_id, active=True)
    if (account := lines.select_related("brand").first()) and can_fetch(account):
        fetch_and_note(account)


@app.periodic(cron="20 3 * * *")
@app.task(name="phone.destroy_recordings", pass_context=False)
def destroy_recordings(timestamp: int) -> None:
    """Destroy links to recordings whose time has come, and forget what switchboards told long ago."""
    destroy_expired()
    forget_events()


@app.task(name="phone.run_import")
def run_import(*, import_id: str) -> None:
    """Bring a list of calls in."""
    run(import_id)


@app.task(name="phone.undo_import")
def undo_import(*, import_id: str, person_id: str) -> None:
    """Take a list of calls back."""
    undo(import_id, by_id=person_id)
