"""Lists are made and messages leave in the background, some hundred customers a job."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from memnun.preventing.actions import list_some, send_some, stop_some


@app.task(name="preventing.list")
def make_list(*, message_id: str, after: str = "") -> None:
    """List the next customers of a message."""
    last = list_some(UUID(message_id), UUID(after) if after else None)
    if last:
        make_list.defer(message_id=message_id, after=str(last))


@app.task(name="preventing.send")
def send(*, message_id: str, after: str = "") -> None:
    """Send to the next customers of an approved message."""
    if send_some(UUID(message_id)):
        send.defer(message_id=message_id, after="")


@app.task(name="preventing.stop")
def stop(*, message_id: str, after: str = "") -> None:
    """Take the next messages back that have not left."""
    last = stop_some(UUID(message_id), UUID(after) if after else None)
    if last:
        stop.defer(message_id=message_id, after=str(last))
