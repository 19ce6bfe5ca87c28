"""The named readers of the log; a room keeps its own in its `readers.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from memnun.events.kinds import Kind
from memnun.events.reading import LoggedEvent
from memnun.foundation.rooms import import_from_rooms

Handle = Callable[[Sequence[LoggedEvent]], None]


@dataclass(frozen=True)
class Reader:
    """A named reader. `kinds` are the names of the events it wants, None all."""

    name: str
    handle: Handle
    kinds: frozenset[str] | None
    batch: int

    @property
    def lock_number(self) -> int:
        """The number of the advisory lock that whoever works for the reader holds."""
        digest = blake2b(self.name.encode(), digest_size=8, person=b"memnun.reader")
        return int.from_bytes(digest.digest(), signed=True)

    def wants(self, event: LoggedEvent) -> bool:
        """Whether the event is of a kind it asked for."""
        return self.kinds is None or event.kind in self.kinds


REGISTRY: dict[str, Reader] = {}


def reader(name: str, *, kinds: Iterable[Kind] | None = None, batch: int = 200) -> Callable[[Handle], Handle]:
    """Register the decorated function under a name that must never change: its position is kept by it.

    A new reader begins at the beginning of the log. The function gets at most `batch` events at once, in
    the order they were written, inside a transaction. When it raises, the batch is given to it one by one.
    """

    def register(handle: Handle) -> Handle:
        if name in REGISTRY:
            raise ValueError(f"The reader {name} is named twice.")
        wanted = None if kinds is None else frozenset(kind.name for kind in kinds)
        REGISTRY[name] = Reader(name, handle, wanted, batch)
        return handle

    return register


def discover() -> list[Reader]:
    """Import the `readers` module of every installed room and give all readers."""
    import_from_rooms("readers")
    return list(REGISTRY.values())
