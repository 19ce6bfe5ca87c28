"""New events of one brand, written out once for everybody who may see them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from memnun.events.live import wire
from memnun.events.live.viewer import Viewer
from memnun.events.positions import Position, Snapshot
from memnun.events.reading import Batch, LoggedEvent


@dataclass(frozen=True, slots=True)
class Page:
    """Live events of one brand out of the batch between the snapshots `seen` and `now`.

    `whole` says that the batch ends with this page; `prefix` is the name of the log.
    """

    number: int
    brand_id: UUID
    events: Sequence[LoggedEvent]
    seen: Snapshot
    now: Snapshot
    whole: bool
    prefix: str
    for_all: wire.Message

    def for_viewer(self, viewer: Viewer, joined: Snapshot | None) -> wire.Message | None:
        """What this viewer is told of the page, None when nothing; `joined` is what was read on joining."""
        if joined is None and not viewer.hidden_team_ids:
            return self.for_all
        if joined is not None and joined.includes(self.now):
            return None
        events = [
            event
            for event in self.events
            if viewer.may_see(event.team_id) and (joined is None or not joined.sees(event.xid))
        ]
        if joined is None and len(events) == len(self.events):
            return self.for_all
        if not events:
            return None
        ends = self.whole and events[-1] is self.events[-1]
        return wire.message(
            wire.events(events, joined or self.seen, self.now, whole=ends, prefix=self.prefix)
        )


def pages_of(
    batch: Batch, before: Position, number: int, prefix: str, watched: Callable[[UUID | None], bool]
) -> list[Page]:
    """The pages of the brands that somebody watches."""
    by_brand: defaultdict[UUID, list[LoggedEvent]] = defaultdict(list)
    for event in batch.events:
        if watched(event.brand_id) and wire.is_live(event):
            by_brand[event.brand_id].append(event)
    whole = batch.position.batch is None
    return [
        Page(
            number,
            brand_id,
            events,
            before.seen,
            batch.now,
            whole,
            prefix,
            wire.message(wire.events(events, before.seen, batch.now, whole=whole, prefix=prefix)),
        )
        for brand_id, events in by_brand.items()
    ]
