"""What rooms tell of themselves in modules of the same name: their events, readers, invariants …"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


def import_from_rooms(module: str) -> None:
    """Import the module of this name from every installed room that has one."""
    for config in apps.get_app_configs():
        if config.name.startswith("memnun.") and find_spec(f"{config.name}.{module}"):
            import_module(f"{config.name}.{module}")
