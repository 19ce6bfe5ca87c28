"""Makes known at start what other rooms let be packed by day."""

from django.apps import AppConfig

from memnun.foundation.rooms import import_from_rooms


class CasesConfig(AppConfig):
    """The room of cases."""

    name = "memnun.cases"

    def ready(self) -> None:
        import_from_rooms("tallies")
