"""The channel's own tables: folders read so far, mails set aside."""

from django.apps import AppConfig


class EmailConfig(AppConfig):
    """E-mail."""

    name = "memnun.channels.email"
    label = "channel_email"
