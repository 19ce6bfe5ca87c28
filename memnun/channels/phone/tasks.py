"""What the clock does for calls."""

from procrastinate.contrib.django import app

from memnun.channels.phone.calls_import import run, undo
from memnun.channels.phone.hearing import apply_waiting, close_forgotten, forget_events
from memnun.channels.phone.recordings import destroy_expired


@app.periodic(cron="*/10 * * * *")
@app.task(name="phone.mend_calls", pass_context=False)
def mend_calls(timestamp: int) -> None:
    """Read events again that could not be read; close calls whose end was never told."""
    apply_waiting()
    close_forgotten()


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
