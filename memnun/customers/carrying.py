"""What other rooms hold of a customer moves along when two customers become one.

Rooms above register a carrier in their `carrying.py`; `absorb` moves their rows and returns what it
needs to know to move exactly those back, as JSON-ready values.
"""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

from memnun.foundation.rooms import import_from_rooms


class Carrier(Protocol):
    """One room's rows of a customer."""

    name: str

    def absorb(self, *, kept: UUID, absorbed: UUID) -> dict[str, Any]:
        """Move everything of `absorbed` to `kept`; returns what was moved."""
        ...

    def part(self, moved: dict[str, Any], *, kept: UUID, absorbed: UUID) -> None:
        """Move back exactly what was moved."""
        ...


CARRIERS: dict[str, Carrier] = {}


def carry(carrier: Carrier) -> None:
    """Register a room's carrier."""
    CARRIERS[carrier.name] = carrier


def discover() -> None:
    """Import the `carrying` module of every installed room."""
    import_from_rooms("carrying")
