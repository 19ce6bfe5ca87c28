"""The channels: their kinds are found at start."""

from importlib import import_module

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """The room of the channels."""

    name = "memnun.channels"

    def ready(self) -> None:
        import_module("memnun.interactions.channel_kinds").registry()
