"""Long work of this room, done by the worker; each can be interrupted and goes on where it stood."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from memnun.archive.intake.actions import run
from memnun.archive.intake.undoing import undo
from memnun.interactions.models import Import
from memnun.people.models import Person

RETRY = RetryStrategy(max_attempts=20, exponential_wait=2)


@app.task(name="archive.run_import", retry=RETRY)
def run_import(*, import_id: str, own: list[str]) -> None:
    """Bring a prepared file in."""
    intake = Import.objects.select_related("brand").get(id=import_id)
    if intake.state in (Import.State.RUNNING, Import.State.DRAFT, Import.State.FAILED):
        run(intake, own=set(own))


@app.task(name="archive.undo_import", retry=RETRY)
def undo_import(*, import_id: str, person_id: str) -> None:
    """Take an import back."""
    intake = Import.objects.get(id=import_id)
    if intake.state == Import.State.UNDOING:
        undo(intake, by=Person.objects.filter(id=person_id).first())
