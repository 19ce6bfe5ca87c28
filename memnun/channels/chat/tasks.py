"""Jobs of live chat by the clock."""

from procrastinate.contrib.django import app

from memnun.channels.chat.handing_over import carry_due
from memnun.channels.chat.keeping import sweep


@app.periodic(cron="* * * * *")
@app.task(name="channel_chat.carry_answers", queueing_lock="channel_chat.carry_answers", pass_context=False)
def carry_answers(timestamp: int) -> None:
    """Let answers leave by e-mail whose visitors are gone."""
    carry_due()


@app.periodic(cron="17 * * * *")
@app.task(name="channel_chat.sweep", queueing_lock="channel_chat.sweep", pass_context=False)
def sweep_sessions(timestamp: int) -> None:
    """Forget sessions that ended, and what only they could see."""
    sweep()
