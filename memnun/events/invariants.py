"""What must always hold: queries that return no row. Rooms name theirs in their `invariants.py`."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from memnun.foundation.rooms import import_from_rooms

REGISTRY: dict[str, Invariant] = {}


@dataclass(frozen=True)
class Invariant:
    """A rule and the query of the rows that break it.

    `query` selects two columns, the brand's id and the moment the break began; no row means the rule
    holds. `sentence` says the rule, `remedy` what to do when it is broken.
    """

    name: str
    sentence: Promise | str
    query: str
    remedy: Promise | str

    def __post_init__(self) -> None:
        if self.name in REGISTRY:
            raise ValueError(f"The invariant {self.name} is named twice.")
        REGISTRY[self.name] = self


def discover() -> None:
    """Import the `invariants` module of every installed room."""
    import_from_rooms("invariants")
