"""The Django application of calls."""

from django.apps import AppConfig


class PhoneConfig(AppConfig):
    """The tables of calls live below the label channel_phone."""

    name = "memnun.channels.phone"
    label = "channel_phone"
