"""Makes every room's kinds of acts known at start."""

from django.apps import AppConfig

from memnun.events import invariants, kinds


class EventsConfig(AppConfig):
    """The room of the log."""

    name = "memnun.events"

    def ready(self) -> None:
        kinds.discover()
        invariants.discover()
