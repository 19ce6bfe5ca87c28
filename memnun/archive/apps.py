"""Makes the parser of messages known at start."""

from importlib import import_module

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The room of files in and out."""

    name = "memnun.archive"

    def ready(self) -> None:
        import_module("memnun.archive.intake.mail")
