"""What open pages of this room listen for."""

from __future__ import annotations

from functools import cache

from memnun.cases import events
from memnun.events.kinds import Kind


@cache
def live_kinds() -> str:
    """The names of all acts on cases that pages are told of, as `data-live` takes them."""
    acts = (each for each in vars(events).values() if isinstance(each, Kind))
    return " ".join(sorted(each.name for each in acts if each.live))
