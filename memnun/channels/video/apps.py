"""The Django application of meetings by video."""

from django.apps import AppConfig


class VideoConfig(AppConfig):
    """The tables of meetings live below the label channel_video."""

    name = "memnun.channels.video"
    label = "channel_video"
