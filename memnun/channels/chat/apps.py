"""The Django app of live chat."""

from django.apps import AppConfig


class ChatConfig(AppConfig):
    """Live chat has tables of its own: visitors, what they were told, and when to invite."""

    name = "memnun.channels.chat"
    label = "channel_chat"
