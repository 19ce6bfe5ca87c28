"""The only clock: everything that asks for the time asks here, so that tests can give it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ISTANBUL = ZoneInfo("Europe/Istanbul")


class FrozenClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = _aware(at)

    def move(self, by: timedelta) -> datetime:
        """Move the time by `by` (backwards too) and give the new moment."""
        self.at += by
        return self.at


_frozen: list[FrozenClock] = []


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen[-1].at if _frozen else datetime.now(UTC)


def minute() -> datetime:
    """The present moment without its seconds: the same for whatever a page asks, and asks again, within a minute."""
    return now().replace(second=0, microsecond=0)


def today(zone: ZoneInfo = ISTANBUL) -> date:
    """The calendar day it is now in `zone`."""
    return now().astimezone(zone).date()


@contextmanager
def frozen(at: datetime) -> Iterator[FrozenClock]:
    """Stop the clock at `at` (aware) for all threads of the process; for tests. May be nested."""
    clock = FrozenClock(at)
    _frozen.append(clock)
    try:
        yield clock
    finally:
        _frozen.remove(clock)


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return at.astimezone(UTC)
