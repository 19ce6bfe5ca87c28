"""What the desk does by the clock."""

from procrastinate.contrib.django import app

from memnun.events.checking import check_all
from memnun.interactions.actions import wake_snoozed


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="check_invariants", pass_context=False)
def check_invariants(timestamp: int) -> None:
    """Look whether what must always hold does hold."""
    check_all()


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="wake_snoozed_conversations", pass_context=False)
def wake_snoozed_conversations(timestamp: int) -> None:
    """Bring back conversations whose time has come."""
    while wake_snoozed():
        pass
