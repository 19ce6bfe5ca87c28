"""The kinds of acts there are; every room names its own in its `events.py`."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from memnun.foundation.rooms import import_from_rooms

REGISTRY: dict[str, Kind] = {}


@dataclass(frozen=True)
class Kind:
    """One kind of act.

    `sentence` is what a timeline shows, a translatable message whose `{placeholders}` are keys of
    the event's details plus `{actor}`. `live` says whether open screens are told of it; `tells` names
    the details they are told with it, never personal text: screens fetch that through `visible_to`.
    """

    name: str
    sentence: Promise | str
    icon: str = "point-filled"
    live: bool = True
    tells: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.name in REGISTRY:
            raise ValueError(f"The event kind {self.name} is named twice.")
        REGISTRY[self.name] = self


def discover() -> None:
    """Import the `events` module of every installed room, so that all kinds are known."""
    import_from_rooms("events")
