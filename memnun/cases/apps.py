"""Makes known at start what other rooms let be packed by day."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class CasesConfig(AppConfig):
    """The room of cases."""

    name = "memnun.cases"

    def ready(self) -> None:
        for config in apps.get_app_configs():
            if config.name.startswith("memnun.") and find_spec(f"{config.name}.tallies"):
                import_module(f"{config.name}.tallies")
