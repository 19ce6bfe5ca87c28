"""The Django application of letters."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """The tables of letters live below the label channel_post."""

    name = "memnun.channels.post"
    label = "channel_post"
