"""The sample brand: its channel is known to the outbox."""

from importlib import import_module

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The room of the sample brand."""

    name = "memnun.demo"

    def ready(self) -> None:
        import_module("memnun.demo.sample_channel").make_known()
