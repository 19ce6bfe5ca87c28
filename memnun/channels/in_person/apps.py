"""The Django application of talks in person; it has no tables of its own."""

from django.apps import AppConfig


class InPersonConfig(AppConfig):
    """Templates, scripts and acts of this kind."""

    name = "memnun.channels.in_person"
    label = "channel_in_person"
