"""The Django app of Telegram."""

from django.apps import AppConfig


class TelegramConfig(AppConfig):
    """It keeps how far each bot's updates were fetched."""

    name = "memnun.channels.telegram"
    label = "channel_telegram"
