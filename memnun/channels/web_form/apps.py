"""The Django application of the forms."""

from django.apps import AppConfig


class WebFormConfig(AppConfig):
    """The forms' tables live below the label channel_web_form."""

    name = "memnun.channels.web_form"
    label = "channel_web_form"
