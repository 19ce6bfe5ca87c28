"""The Django application of persons' rights."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Erasure and its log."""

    name = "memnun.privacy"
    label = "privacy"
