"""Time-ordered ids (UUID version 7, RFC 9562) that any process can make without asking another.

Layout: 48 bits of milliseconds, a 42-bit counter that starts at a random place every millisecond
(section 6.2, method 1), 32 random bits; version and variant between them.
"""

import os
import threading
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

COUNTER_BITS = 42
TAIL_BITS = 32
LATEST = (1 << 48) - 1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


class _Sequence:
    """Where the last id stood: its millisecond and its counter."""

    def __init__(self) -> None:
        self.millisecond = -1
        self.counter = 0

    def take(self, millisecond: int, count: int) -> tuple[int, int]:
        """Reserve `count` places; gives the millisecond and the first counter."""
        if millisecond == self.millisecond and self.counter + count < 1 << COUNTER_BITS:
            first = self.counter + 1
        else:
            if millisecond == self.millisecond:
                millisecond += 1
            # The highest bit starts as zero, so there is room for 2 ** 41 ids in one millisecond.
            first = int.from_bytes(os.urandom(6), "big") >> 7
        self.millisecond, self.counter = millisecond, first + count - 1
        return millisecond, first


_lock = threading.Lock()
_present = _Sequence()
_given = _Sequence()


def uuid7(at: datetime | None = None) -> UUID:
    """A new id for now, or for the moment `at` (aware) when rows of the past are written.

    Ids for now rise strictly within a process, also when the wall clock steps back; ids for one
    given moment rise strictly as long as no other moment is asked for in between.
    Raises ValueError for a naive moment, one before 1970 or after the year 10889.
    """
    millisecond, counter = _reserve(at, 1)
    return _compose(millisecond, counter, int.from_bytes(os.urandom(4), "big"))


def uuid7s(count: int, at: datetime | None = None) -> list[UUID]:
    """`count` new rising ids with the promises of `uuid7`, for a batch of rows."""
    if count <= 0:
        return []
    millisecond, first = _reserve(at, count)
    tails = os.urandom(4 * count)
    return [
        _compose(millisecond, first + place, int.from_bytes(tails[4 * place : 4 * place + 4], "big"))
        for place in range(count)
    ]


def read_uuid(text: str) -> UUID | None:
    """The id that `text` spells, None when it spells none: for ids that come as query parameters."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _reserve(at: datetime | None, count: int) -> tuple[int, int]:
    if at is None:
        with _lock:
            return _present.take(max(time.time_ns() // 1_000_000, _present.millisecond), count)
    millisecond = _millisecond(at)
    with _lock:
        return _given.take(millisecond, count)


def _millisecond(at: datetime) -> int:
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    millisecond = (at - EPOCH) // MILLISECOND
    if not 0 <= millisecond <= LATEST:
        raise ValueError("a version 7 UUID cannot hold a moment before 1970")
    return millisecond


def _compose(millisecond: int, counter: int, tail: int) -> UUID:
    high, low = counter >> 30, counter & 0x3FFFFFFF
    return UUID(int=millisecond << 80 | 7 << 76 | high << 64 | 2 << 62 | low << TAIL_BITS | tail)
